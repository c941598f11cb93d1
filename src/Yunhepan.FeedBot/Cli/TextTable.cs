namespace Yunhepan.FeedBot.Cli;

/// <summary>Formats columns side by side, each as wide as its widest cell.</summary>
internal static class TextTable
{
    public static string Format(string[] head, IEnumerable<string[]> rows)
    {
        string[][] lines = [head, .. rows];
        var widths = Enumerable.Range(0, head.Length).Select(c => lines.Max(l => l[c].Length)).ToArray();
        return string.Join('\n', lines.Select(l => string.Join("  ", l.Select((cell, c) => cell.PadRight(widths[c]))).TrimEnd()));
    }
}
