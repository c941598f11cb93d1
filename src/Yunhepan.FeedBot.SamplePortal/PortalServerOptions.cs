using Yunhepan.FeedBot.SamplePortal.Content;

namespace Yunhepan.FeedBot.SamplePortal;

/// <summary>How the sample portal behaves.</summary>
public sealed record PortalServerOptions
{
    /// <summary>The time between two things that happen on the portal; zero leaves it to <see cref="PortalServer.PublishNow"/>.</summary>
    public TimeSpan PublishEvery { get; init; } = TimeSpan.FromSeconds(6);

    /// <summary>The port on loopback; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>Which of the possible stories is told.</summary>
    public int Seed { get; init; } = 2011;

    /// <summary>Called after each event, one at a time.</summary>
    public Action<PortalEvent>? OnEvent { get; init; }
}
