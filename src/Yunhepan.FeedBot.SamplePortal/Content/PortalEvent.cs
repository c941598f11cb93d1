namespace Yunhepan.FeedBot.SamplePortal.Content;

/// <summary>An event on the portal, as the console of the demo shows it.</summary>
public sealed record PortalEvent(PortalEventKind Kind, DateTimeOffset At, string Title, string Path, bool IsUrgent)
{
    public override string ToString()
    {
        var what = Kind switch
        {
            PortalEventKind.Published when IsUrgent => "published URGENT",
            PortalEventKind.Published => "published",
            PortalEventKind.Corrected => "corrected",
            PortalEventKind.Withdrawn => "withdrew",
            _ => throw new System.Diagnostics.UnreachableException($"unknown event {Kind}"),
        };
        return $"{what} {Title} at {Path}";
    }
}

public enum PortalEventKind
{
    Published,
    Corrected,
    Withdrawn,
}
