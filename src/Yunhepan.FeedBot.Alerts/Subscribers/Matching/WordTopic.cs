using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Catalogue.Topics;

namespace Yunhepan.FeedBot.Alerts.Subscribers.Matching;

/// <summary>Makes topics of words and phrases that chats follow.</summary>
public static class WordTopic
{
    /// <summary>In folded characters.</summary>
    public const int MaxLength = 64;

    /// <summary>
    /// Returns the topic of a word or phrase, whatever its case, width and kind of Chinese; null when it is empty or too long.
    /// </summary>
    public static TopicKey? Parse(string text)
    {
        var folded = FoldedText.Fold(text);
        return folded.Length is > 0 and <= MaxLength && folded.Any(char.IsLetterOrDigit) ? new TopicKey(TopicKind.Word, folded) : null;
    }
}
