using Yunhepan.FeedBot.Catalogue.Reading;

namespace Yunhepan.FeedBot.Hosting;

/// <summary>
/// Restricts the data folder and our files in it to their owner: the database contains chats, subscriptions and secrets, which no
/// other user of this machine may read, whatever the umask of the process. On Windows folders have their own rights, and nothing
/// is done.
/// </summary>
internal static class PrivateFiles
{
    public const UnixFileMode FolderMode = FileMode | UnixFileMode.UserExecute;

    public const UnixFileMode FileMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private const UnixFileMode Others = ~FolderMode & (UnixFileMode)0x1FF;

    /// <summary>The names of our files in the data folder and in our subfolders.</summary>
    private static readonly string[] Ours = ["feedbot.*", "*.key"];

    private static readonly string[] OurFolders = ["keys"];

    /// <summary>Removes the rights of other users.</summary>
    /// <returns>One line for each change, and for each failed attempt.</returns>
    public static IReadOnlyList<string> Mend(string folder)
    {
        if (OperatingSystem.IsWindows() || !Directory.Exists(folder))
            return [];
        List<string> lines = [];
        // A folder shared by all users, such as one for temporary files, must not be closed.
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
            lines.Add($"{path} is open to others ({open}), and cannot be closed: {FileFault.InWords(e)}");
        }
    }
}
