namespace Yunhepan.FeedBot.Articles.Storage;

/// <summary>
/// Creates a file that only its owner can access, whatever the umask. SQLite gives the files next to a database (-wal, -shm) the
/// database's mode.
/// </summary>
internal static class PrivateFile
{
    /// <summary>Creates an empty file if it does not exist: an empty file is an empty database.</summary>
    public static void Create(string path)
    {
        if (OperatingSystem.IsWindows() || File.Exists(path))
            return;
        using var file = new FileStream(path, new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        });
    }
}
