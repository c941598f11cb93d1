namespace Yunhepan.FeedBot.Catalogue.Topics;

/// <summary>The kinds of topics that can be followed; the numbers are stored.</summary>
public enum TopicKind
{
    Category = 0,
    Source = 1,
    Publisher = 2,
    Region = 3,

    /// <summary>A word or phrase in title or text; it belongs to no tree.</summary>
    Word = 4,
}
