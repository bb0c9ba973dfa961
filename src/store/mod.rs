//! Files of the user.
