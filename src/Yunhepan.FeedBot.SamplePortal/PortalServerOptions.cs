using Yunhepan.FeedBot.SamplePortal.Content;

namespace Yunhepan.FeedBot.SamplePortal;

/// <summary>The options of the sample portal.</summary>
public sealed record PortalServerOptions
{
    /// <summary>The time between two events on the portal; zero leaves them to <see cref="PortalServer.PublishNow"/>.</summary>
    public TimeSpan PublishEvery { get; init; } = TimeSpan.FromSeconds(6);

    /// <summary>The port on loopback; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>The seed of the sequence of events.</summary>
    public int Seed { get; init; } = 2011;

    /// <summary>Called after each event, one at a time.</summary>
    public Action<PortalEvent>? OnEvent { get; init; }
}
