namespace Yunhepan.FeedBot.Alerts.Messages;

/// <summary>What happened to an added source.</summary>
public enum SourceStep
{
    /// <summary>A chat asks an operator for it.</summary>
    Asked,

    /// <summary>An operator approved it for those who asked.</summary>
    Approved,

    /// <summary>An operator listed it for everybody.</summary>
    Listed,

    /// <summary>An operator refused it.</summary>
    Refused,
}

/// <summary>A message about an added source, to an operator or to those who asked for it.</summary>
/// <param name="Number">The number by which the operators name it.</param>
/// <param name="Newest">The titles of its newest articles when it was found.</param>
/// <param name="Language">The reader's language: <c>zh</c> or <c>en</c>.</param>
public sealed record SourceNews(SourceStep Step, long Number, string Name, string Url, IReadOnlyList<string> Newest, string Language);
