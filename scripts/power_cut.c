/* power_cut FOLDER FLAG MICROSECONDS PROCESS: waits, then takes the power from the file system of the
 * folder. Prints "ended" where the process, a child of the caller's that was not waited for, had
 * ended before.
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

static int has_ended(const char *process) {
    char path[64], state = 'Z';
    snprintf(path, sizeof path, "/proc/%s/stat", process);
    FILE *file = fopen(path, "r");
    if (file) {
        if (fscanf(file, "%*d (%*[^)]) %c", &state) != 1)
            state = '?';
        fclose(file);
    }
    return state == 'Z';
}

int main(int count, char **arguments) {
    if (count != 5)
        return 2;
    uint32_t flag = (uint32_t)atoi(arguments[2]);
    int folder = open(arguments[1], O_RDONLY | O_DIRECTORY);
    usleep((useconds_t)atol(arguments[3]));
    int ended = has_ended(arguments[4]);
    if (folder < 0 || ioctl(folder, SHUTDOWN, &flag) != 0) {
        perror(arguments[1]);
        return 1;
    }
    if (ended)
        puts("ended");
    return 0;
}
