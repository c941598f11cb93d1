using Yunhepan.FeedBot.Chat.Text;

namespace Yunhepan.FeedBot.Chat.Messages;

/// <summary>
/// The output of a template. Its styles are private characters of Unicode, which are removed from everything else.
/// </summary>
/// <param name="HasSource">True if it names the source.</param>
internal sealed record TemplatedText(ChatText Text, bool HasSource)
{
    public const char Bold = '\uE000';
    public const char Italic = '\uE001';
    public const char Link = '\uE002';
    public const char LinkWords = '\uE003';
    public const char End = '\uE004';
    public const char SourceMark = '\uE005';

    public static string Clean(string text) => text.AsSpan().ContainsAnyInRange('\uE000', '\uE005')
        ? new string([.. text.Where(c => c is < '\uE000' or > '\uE005')]) : text;

    public static TemplatedText Parse(string output)
    {
        var text = ChatText.Empty;
        Stack<(ChatStyle Style, string? Url)> styles = new([(ChatStyle.None, null)]);
        var lines = string.Join('\n', output.Split('\n').Select(line => line.TrimEnd())).Trim('\n');
        while (lines.Contains("\n\n\n", StringComparison.Ordinal))
            lines = lines.Replace("\n\n\n", "\n\n", StringComparison.Ordinal);
        for (var at = 0; at < lines.Length;)
        {
            var next = lines.AsSpan(at).IndexOfAnyInRange('\uE000', '\uE005');
            var words = next < 0 ? lines[at..] : lines[at..(at + next)];
            if (words.Length > 0)
                text = text.Link(words, styles.Peek().Url, styles.Peek().Style);
            if (next < 0)
                break;
            at += next + 1;
            var (style, url) = styles.Peek();
            if (lines[at - 1] is Bold or Italic)
                styles.Push((style | (lines[at - 1] == Bold ? ChatStyle.Bold : ChatStyle.Italic), url));
            else if (lines[at - 1] == Link && lines.IndexOf(LinkWords, at) is >= 0 and var words2)
                (styles, at) = (Pushed(styles, (style, Clean(lines[at..words2]))), words2 + 1);
            else if (lines[at - 1] == End && styles.Count > 1)
                styles.Pop();
        }

        return new TemplatedText(text, output.Contains(SourceMark, StringComparison.Ordinal));
    }

    private static Stack<(ChatStyle Style, string? Url)> Pushed(
        Stack<(ChatStyle Style, string? Url)> styles, (ChatStyle Style, string? Url) one)
    {
        styles.Push(one);
        return styles;
    }
}
