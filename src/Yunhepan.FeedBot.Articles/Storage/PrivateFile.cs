namespace Yunhepan.FeedBot.Articles.Storage;

/// <summary>
/// A file that is its owner's alone, whatever the umask. SQLite gives the files beside a database (-wal, -shm) the database's mode.
/// </summary>
internal static class PrivateFile
{
    /// <summary>Creates it empty where it is not there yet: an empty file is an empty database.</summary>
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
