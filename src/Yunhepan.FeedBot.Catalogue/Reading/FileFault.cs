namespace Yunhepan.FeedBot.Catalogue.Reading;

/// <summary>Describes in our own words why a file cannot be read or written; the caller names the file.</summary>
public static class FileFault
{
    private const int IoError = unchecked((int)0x80131620);

    /// <summary>Returns the reason without the path and without a full stop.</summary>
    public static string InWords(Exception error)
    {
        ArgumentNullException.ThrowIfNull(error);
        return error switch
        {
            FileNotFoundException => "there is no such file",
            DirectoryNotFoundException => "its folder does not exist",
            DriveNotFoundException => "its drive does not exist",
            PathTooLongException => "the path is too long",
            UnauthorizedAccessException => "access is denied",
            // The exceptions of this program state no number of the system, and their messages are sentences already.
            IOException { HResult: not IoError } io => Numbered(io) ?? io.Message.ReplaceLineEndings(" "),
            _ => error.Message.ReplaceLineEndings(" "),
        };
    }

    // Unix has the system's number in HResult, Windows has it in the lower half.
    private static string? Numbered(IOException error) => OperatingSystem.IsWindows()
        ? (error.HResult & 0xFFFF) switch
        {
            32 or 33 => "another program has it open",
            39 or 112 => "the disk is full",
            19 => "the disk is read-only",
            80 or 183 => "a file of that name exists",
            _ => null,
        }
        : error.HResult switch
        {
            5 => "the disk reports an error",
            11 or 35 => "another program has it open",
            17 => "a file of that name exists",
            20 => "a part of the path is a file, not a folder",
            27 or 28 or 122 => "the disk is full, or the file may not grow",
            30 => "the disk is read-only",
            36 or 63 => "the path is too long",
            40 or 62 => "its links lead in a circle",
            _ => null,
        };
}
