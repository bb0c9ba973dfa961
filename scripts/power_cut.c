/* power_cut FOLDER FLAG MICROSECONDS: waits, then takes the power from the file system of the folder.
 *
 * Nothing reaches its device any more (EXT4_IOC_SHUTDOWN and XFS_IOC_GOINGDOWN are the same number).
 * Flag 1 lets the journal go out first, without the data; flag 2 nothing.
 */
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

#define SHUTDOWN _IOR('X', 125, uint32_t)

int main(int count, char **arguments) {
    if (count != 4)
        return 2;
    uint32_t flag = (uint32_t)atoi(arguments[2]);
    int folder = open(arguments[1], O_RDONLY | O_DIRECTORY);
    usleep((useconds_t)atol(arguments[3]));
    if (folder < 0 || ioctl(folder, SHUTDOWN, &flag) != 0) {
        perror(arguments[1]);
        return 1;
    }
    return 0;
}
