namespace Yunhepan.FeedBot.Alerts.Adding;

/// <summary>Shortens the names that documents and people give to sources.</summary>
internal static class SourceName
{
    /// <summary>Returns the text on one line of at most this many characters; null if nothing is left.</summary>
    public static string? OneLine(string? text, int longest)
    {
        var line = string.Join(' ', (text ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (line.Length <= longest)
            return line.Length == 0 ? null : line;
        var end = char.IsHighSurrogate(line[longest - 2]) ? longest - 2 : longest - 1;
        return string.Concat(line.AsSpan(0, end).TrimEnd(), "…");
    }
}
