using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Catalogue.Adding;

namespace Yunhepan.FeedBot.Alerts.Messages;

/// <summary>A message about a source, to an operator, to those who asked for it, or to its followers.</summary>
/// <param name="Number">The number of an added source, by which people name it; 0 for one of feeds.json.</param>
/// <param name="Newest">The titles of its newest articles when it was found.</param>
/// <param name="Language">The reader's language: <c>zh</c> or <c>en</c>.</param>
public sealed record SourceNews(SourceStep Step, long Number, string Name, string Url, IReadOnlyList<string> Newest, string Language)
{
    /// <summary>The source as a topic; null if the message has no button for it.</summary>
    public TopicKey? Topic { get; init; }

    /// <summary>Since when it cannot be read, in the chat's time zone.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Why it cannot be read.</summary>
    public SourceFailure Failure { get; init; }

    /// <summary>True if it will not be tried again.</summary>
    public bool IsGivenUp { get; init; }

    /// <summary>The address to which it has moved, or at which it may be now.</summary>
    public string? NewUrl { get; init; }

    /// <summary>The sources that came together with a file, if it is about all of them: <see cref="Number"/> is that of the file.</summary>
    public IReadOnlyList<(string Name, string Url)> Together { get; init; } = [];

    public bool IsSilent { get; init; }
}
