using Yunhepan.FeedBot.Catalogue.Reading;

namespace Yunhepan.FeedBot.Hosting;

/// <summary>The folder that holds all state of one FeedBot, and the lock that excludes a second one.</summary>
internal sealed class DataFolder(string path) : IDisposable
{
    private FileStream? _lock;

    public string FullPath { get; } =
        string.IsNullOrWhiteSpace(path) ? throw new StartException("--data \"\": the path names no folder") : Path.GetFullPath(path);

    public string DatabaseFile => Path.Combine(FullPath, "feedbot.db");

    /// <summary>The files that other users could read until now, one line each.</summary>
    public IReadOnlyList<string> Mended { get; private set; } = [];

    /// <summary>Creates the folder and locks it for this process.</summary>
    /// <exception cref="StartException">The folder cannot be written, or another FeedBot uses it.</exception>
    public void Take()
    {
        var file = Path.Combine(FullPath, "feedbot.lock");
        try
        {
            Create(FullPath);
            _lock = new FileStream(file, LockOptions());
            Mended = PrivateFiles.Mend(FullPath);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new StartException($"data folder {FullPath} cannot be written ({FileFault.InWords(e)}); choose another with --data", e);
        }
        catch (IOException e) when (IsTaken(e))
        {
            throw new StartException(
                $"data folder {FullPath} is in use by another FeedBot; stop that one or choose another folder with --data", e);
        }
        catch (IOException e)
        {
            throw new StartException(
                $"data folder {FullPath} cannot be used or written ({FileFault.InWords(e)}); choose another with --data", e);
        }
    }

    // Only a lock that is held proves another process: the file itself may be left over on a disk that no longer accepts writes.
    private static bool IsTaken(IOException e) => OperatingSystem.IsWindows()
        ? (e.HResult & 0xFFFF) is 32 or 33
        : e.HResult == (OperatingSystem.IsMacOS() ? 35 : 11);

    public void Dispose() => _lock?.Dispose();

    /// <summary>Creates the folder for its owner alone.</summary>
    public static void Create(string path)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, PrivateFiles.FolderMode);
    }

    private static FileStreamOptions LockOptions()
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None, BufferSize = 1,
            Options = FileOptions.DeleteOnClose,
        };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = PrivateFiles.FileMode;
        return options;
    }
}
