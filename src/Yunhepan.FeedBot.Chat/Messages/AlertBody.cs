using System.Text.RegularExpressions;
using Yunhepan.FeedBot.Alerts.Messages;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Chat.Text;

namespace Yunhepan.FeedBot.Chat.Messages;

/// <summary>Chooses the text below the title of an alert: by its format, and the whole of an urgent one.</summary>
internal static partial class AlertBody
{
    private const int MaxSummary = 300;
    private const int MaxContact = 100;

    /// <summary>Returns the text below the title; null if it says no more than the title, or if the format leaves it out.</summary>
    public static string? For(AlertMessage alert, string title)
    {
        var format = alert.ShownAs;
        if (format.Text == TextAmount.Compact)
            return null;
        var isWhole = format.Text == TextAmount.Full || format.Length is not null || alert.Priority == Priority.Urgent;
        var text = isWhole ? WholeText(alert, title) : Summary(alert, title);
        return text is not null && format.Length is { } most ? ChatText.Shorten(text, most) : text;
    }

    /// <summary>Returns true if what is shown is all that there is.</summary>
    public static bool IsAll(AlertMessage alert, string title, string shown)
    {
        if (!alert.HasFullText)
            return true;
        return alert.Text is { } text && Letters(Paragraphs(text, title)) is var all && (all.Length == 0 || Letters(shown) == all);
    }

    /// <summary>Returns the whole text, or the summary if there is no text; null if it says no more than the title.</summary>
    public static string? WholeText(AlertMessage alert, string title)
    {
        var text = Paragraphs(ChatText.HasWords(alert.Text ?? "") ? alert.Text! : alert.Summary ?? "", title);
        return ChatText.HasWords(text) ? text : null;
    }

    /// <summary>Returns the first sentence or two; null if they say no more than the title.</summary>
    public static string? Summary(AlertMessage alert, string title)
    {
        var summary = AlertText.OneLine(alert.Summary ?? "");
        return !ChatText.HasWords(summary) || IsSame(summary, title)
            ? null
            : ChatText.Shorten(FirstSentence(summary), MaxSummary);
    }

    /// <summary>
    /// Returns the beginning of an urgent text and, if it would be cut off, the sentence that says whom to call.
    /// </summary>
    public static string ShortenUrgent(string text, int length)
    {
        var shown = ChatText.Shorten(text, length);
        // The last number is that of whoever wants to hear of it; those before it are those of the story.
        if (shown.Length == text.Length || Telephones.Matches(text).LastOrDefault() is not { } number
            || shown.Contains(number.Value, StringComparison.Ordinal))
            return shown;
        var begin = text.LastIndexOfAny(SentenceEnds, number.Index) + 1;
        var end = text.IndexOfAny(SentenceEnds, number.Index + number.Length);
        var sentence = text[begin..(end < 0 ? text.Length : end)].Trim();
        var contact = sentence.Length <= MaxContact ? sentence : number.Value;
        return contact.Length + 2 > length ? shown : ChatText.Shorten(text, length - contact.Length - 1) + "\n" + contact;
    }

    private static readonly char[] SentenceEnds = ['\n', '。', '！', '？', '；', ';'];

    // A mobile or landline number, or one of an emergency.
    [GeneratedRegex(@"(?<!\d)(\+?\d{1,4}[- ])?\(?\d{2,4}\)?[- ]?\d{3,4}[- ]?\d{3,4}(?!\d)|(?<!\d)1(10|12|19|20|22)(?!\d)",
        RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Telephones { get; }

    // Many texts begin with their own title.
    private static string Paragraphs(string text, string title)
    {
        var lines = text.Split('\n').Select(AlertText.OneLine).Where(ChatText.HasWords).ToList();
        if (lines.Count > 0 && IsSame(lines[0], title))
            lines.RemoveAt(0);
        return string.Join('\n', lines);
    }

    private static string Letters(string text) => string.Concat(text.Where(char.IsLetterOrDigit));

    private static bool IsSame(string text, string title) =>
        string.Equals(text.TrimEnd('。', '.', '…'), title.TrimEnd('。', '.', '…'), StringComparison.Ordinal);

    // A short text is shown whole: its last sentence often says what to do. A very short first sentence ("济南讯。") has no
    // content, so the next one is included.
    private static string FirstSentence(string summary)
    {
        const int enough = 20, isShort = 120;
        if (summary.Length <= isShort)
            return summary;
        for (var i = 0; i < summary.Length; i++)
        {
            var ends = summary[i] is '。' or '！' or '？'
                || (summary[i] is '.' or '!' or '?' && (i + 1 == summary.Length || summary[i + 1] == ' '));
            if (!ends)
                continue;
            // The closing quotation mark belongs to the sentence.
            var end = i + 1 < summary.Length && summary[i + 1] is '”' or '’' or '」' or '"' ? i + 2 : i + 1;
            if (end >= enough)
                return summary[..Math.Min(end, summary.Length)];
        }

        return summary;
    }
}
