using System.Buffers.Text;
using System.Text;
using Yunhepan.FeedBot.Alerts.Storage;

namespace Yunhepan.FeedBot.Chat.Messages;

/// <summary>
/// The values of <c>?start=</c> in links to the bot and to the web chat: a topic, a word (its search is shown, to follow it by a
/// button), and an article (<c>read_…</c>). Telegram allows 64 of A-Z a-z 0-9 _ -.
/// </summary>
public static class TopicStart
{
    private const string WordPrefix = "word_";

    /// <summary>With the command before it, a value must fit the 64 bytes of a button.</summary>
    private const int MaxLength = 58;

    public static string Format(TopicKey topic) => TopicToken.Format(topic);

    /// <summary>Returns the value for a word or phrase; null if it is too long for a link.</summary>
    public static string? FormatWord(string words)
    {
        ArgumentNullException.ThrowIfNull(words);
        var start = WordPrefix + Base64Url.EncodeToString(Encoding.UTF8.GetBytes(words.Trim()));
        return start.Length is > 5 and <= MaxLength ? start : null;
    }

    /// <summary>Returns the words that a value names; null if it names something else.</summary>
    internal static string? WordOf(string start)
    {
        if (!start.StartsWith(WordPrefix, StringComparison.Ordinal) || start.Length > MaxLength
            || !Base64Url.IsValid(start.AsSpan(WordPrefix.Length)))
            return null;
        var words = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(start.AsSpan(WordPrefix.Length))).Trim();
        return words.Length > 0 && !words.Any(char.IsControl) ? words : null;
    }
}
