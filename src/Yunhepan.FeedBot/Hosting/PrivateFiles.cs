namespace Yunhepan.FeedBot.Hosting;

/// <summary>
/// Modes of the data folder and of what is ours in it: the database holds chats, wishes and secrets, which are nobody else's on
/// this machine, whatever umask the process was started with. On Windows folders have their own rights, and nothing is done.
/// </summary>
internal static class PrivateFiles
{
    public const UnixFileMode FolderMode = FileMode | UnixFileMode.UserExecute;

    public const UnixFileMode FileMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private const UnixFileMode Others = ~FolderMode & (UnixFileMode)0x1FF;

    /// <summary>Our files in the data folder, and those below folders of ours.</summary>
    private static readonly string[] Ours = ["feedbot.*", "*.key"];

    private static readonly string[] OurFolders = ["keys"];

    /// <summary>Takes rights from other users that they should not have.</summary>
    /// <returns>A line for each thing that was mended, or that could not be.</returns>
    public static IReadOnlyList<string> Mend(string folder)
    {
        if (OperatingSystem.IsWindows() || !Directory.Exists(folder))
            return [];
        List<string> lines = [];
        // A folder that all share, as one for temporary files, is not ours to close.
        if (!File.GetUnixFileMode(folder).HasFlag(UnixFileMode.StickyBit))
            Close(folder, FolderMode, lines);
        foreach (var file in Ours.SelectMany(pattern => Directory.EnumerateFiles(folder, pattern)))
            Close(file, FileMode, lines);
        foreach (var below in OurFolders.Select(name => Path.Combine(folder, name)).Where(Directory.Exists))
        {
            Close(below, FolderMode, lines);
            foreach (var file in Directory.EnumerateFiles(below))
                Close(file, FileMode, lines);
        }

        return lines;
    }

    private static void Close(string path, UnixFileMode mode, List<string> lines)
    {
        if (OperatingSystem.IsWindows() || (File.GetUnixFileMode(path) & Others) is not (not UnixFileMode.None and var open))
            return;
        try
        {
            File.SetUnixFileMode(path, mode);
            lines.Add($"{path} was open to others ({open}): closed");
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            lines.Add($"{path} is open to others ({open}), and cannot be closed: {e.Message}");
        }
    }
}
