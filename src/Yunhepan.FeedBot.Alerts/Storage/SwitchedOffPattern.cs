namespace Yunhepan.FeedBot.Alerts.Storage;

/// <summary>A pattern that took too long: nobody's articles are matched against it any more.</summary>
public sealed class SwitchedOffPattern
{
    /// <summary>As it stands in the filters, with its slashes.</summary>
    public required string Text { get; init; }
}
