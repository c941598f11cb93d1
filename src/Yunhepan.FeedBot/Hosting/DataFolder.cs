namespace Yunhepan.FeedBot.Hosting;

/// <summary>The folder that holds all state of one FeedBot, and the lock that keeps a second one out.</summary>
public sealed class DataFolder(string path) : IDisposable
{
    private FileStream? _lock;

    public string FullPath { get; } = Path.GetFullPath(path);

    public string DatabaseFile => Path.Combine(FullPath, "feedbot.db");

    /// <summary>Creates the folder and takes it for this process.</summary>
    /// <exception cref="StartException">It cannot be written, or another FeedBot has it.</exception>
    public void Take()
    {
        var file = Path.Combine(FullPath, "feedbot.lock");
        try
        {
            Directory.CreateDirectory(FullPath);
            _lock = new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new StartException($"data folder {FullPath} cannot be written ({e.Message}); choose another with --data", e);
        }
        catch (IOException e) when (IsTaken(e))
        {
            throw new StartException($"data folder {FullPath} is in use by another FeedBot; stop that one or choose another with --data", e);
        }
        catch (IOException e)
        {
            throw new StartException($"data folder {FullPath} cannot be used or written ({e.Message}); choose another with --data", e);
        }
    }

    // Only a lock that somebody holds says that somebody is there: the file itself may be left over, on a disk that takes no writes any more.
    private static bool IsTaken(IOException e) => OperatingSystem.IsWindows()
        ? (e.HResult & 0xFFFF) is 32 or 33
        : e.HResult == (OperatingSystem.IsMacOS() ? 35 : 11);

    public void Dispose() => _lock?.Dispose();
}
