using System.Text;
using Yunhepan.FeedBot.Chat.Text;

namespace Yunhepan.FeedBot.Chat.Targets;

/// <summary>The markup of one platform for a text with styles and links. Whatever is not ours is escaped, so it stays text.</summary>
internal sealed record MarkupDialect
{
    /// <summary>Escapes text of one line; the second argument is true at the start of a line, where more characters are markup.</summary>
    public required Func<string, bool, string> Escape { get; init; }

    /// <summary>Writes a link from an escaped text and an address without brackets.</summary>
    public Func<string, string, string> Link { get; init; } = (text, url) => $"[{text}]({url})";

    /// <summary>What stands on both sides of bold text; empty where there is none.</summary>
    public string Bold { get; init; } = "**";

    public string Italic { get; init; } = "";

    public string Strike { get; init; } = "";

    public string LineBreak { get; init; } = "\n";

    /// <summary>The longest address of a link; the text of a longer one is written without it.</summary>
    public int LongestUrl { get; init; } = 2048;

    public string Write(ChatText text)
    {
        var markup = new StringBuilder();
        var isLineStart = true;
        foreach (var span in text.Spans)
        {
            foreach (var (index, line) in span.Text.Split('\n').Index())
            {
                if (index > 0)
                {
                    markup.Append(LineBreak);
                    isLineStart = true;
                }

                // Four spaces at the start of a line would be markup too.
                var piece = isLineStart ? line.TrimStart(' ') : line;
                if (piece.Length == 0)
                    continue;
                Append(markup, piece, span, isLineStart);
                isLineStart = false;
            }
        }

        return markup.ToString();
    }

    /// <summary>Writes a link below a text; an empty string if its address is too long.</summary>
    public string LinkTo(ChatButton button) => button.Url is { } url && url.Length <= LongestUrl
        ? LineBreak + LineBreak + Link(Escape(button.Label, false), Address(url)) : "";

    // Most dialects take signs beside a space for text.
    private void Append(StringBuilder markup, string piece, ChatSpan span, bool isLineStart)
    {
        var core = piece.Trim(' ');
        if (core.Length == 0)
        {
            markup.Append(piece);
            return;
        }

        var words = Escape(core, isLineStart);
        if (span.Url is { } url && url.Length <= LongestUrl)
            words = Link(words, Address(url));
        words = Around(words, span.Style.HasFlag(ChatStyle.Strike) ? Strike : "");
        words = Around(words, span.Style.HasFlag(ChatStyle.Italic) ? Italic : "");
        words = Around(words, span.Style.HasFlag(ChatStyle.Bold) ? Bold : "");
        markup.Append(' ', piece.Length - piece.TrimStart(' ').Length).Append(words)
            .Append(' ', piece.Length - piece.TrimEnd(' ').Length);
    }

    private static string Around(string words, string sign) => sign + words + sign;

    /// <summary>Returns an absolute address without the signs that end or change a link in any dialect.</summary>
    public static string Address(string url) => url.Replace("(", "%28", StringComparison.Ordinal)
        .Replace(")", "%29", StringComparison.Ordinal).Replace("[", "%5B", StringComparison.Ordinal)
        .Replace("]", "%5D", StringComparison.Ordinal).Replace("*", "%2A", StringComparison.Ordinal)
        .Replace("<", "%3C", StringComparison.Ordinal).Replace(">", "%3E", StringComparison.Ordinal)
        .Replace("|", "%7C", StringComparison.Ordinal);
}
