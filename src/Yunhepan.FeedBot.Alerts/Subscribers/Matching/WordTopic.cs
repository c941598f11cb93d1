using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Catalogue.Topics;

namespace Yunhepan.FeedBot.Alerts.Subscribers.Matching;

/// <summary>Creates topics from words and phrases that chats follow.</summary>
public static class WordTopic
{
    /// <summary>The maximum length in folded characters.</summary>
    public const int MaxLength = 64;

    /// <summary>
    /// Returns the topic of a word or phrase, ignoring case, width and the kind of Chinese characters; null if it is empty or too
    /// long.
    /// </summary>
    public static TopicKey? Parse(string text)
    {
        var folded = FoldedText.Fold(text);
        return folded.Length is > 0 and <= MaxLength && folded.Any(char.IsLetterOrDigit) ? new TopicKey(TopicKind.Word, folded) : null;
    }
}
