using Microsoft.Extensions.DependencyInjection;
using Yunhepan.FeedBot.Catalogue;

namespace Yunhepan.FeedBot.Tests.Targets;

/// <summary>The server of a kind of target, which keeps the platform's real rules and shows what a reader sees.</summary>
internal interface ITargetServer : IAsyncDisposable
{
    /// <summary>A target of feeds.json that this server accepts.</summary>
    Target Target { get; }

    /// <summary>All messages that a reader can see now, oldest first, as shown (edits applied, deleted ones left out).</summary>
    IReadOnlyList<string> Shown { get; }

    /// <summary>What broke the platform's rules (rate, size, signature, a call after a mute or a 404), in words; must stay empty.</summary>
    IReadOnlyList<string> Violations { get; }

    /// <summary>How many requests were accepted, repeats included.</summary>
    int Accepted { get; }

    /// <summary>The next requests fail as the platform fails: N times, in its own words.</summary>
    void Fail(TargetFault fault, int times = 1);

    /// <summary>States the settings that the platform needs besides feeds.json.</summary>
    void Configure(IServiceCollection services)
    {
    }
}

internal enum TargetFault
{
    Throttled,
    ServerError,
    ClosedWithoutAnswer,
    AcceptedWithoutAnswer,
    Refused,
    Gone,
}
