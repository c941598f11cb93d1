using Yunhepan.FeedBot.Catalogue;

namespace Yunhepan.FeedBot.Ingestion.States;

/// <summary>A confirmed or requested subscription at a hub for the news of a source (WebSub).</summary>
public sealed class PushLease
{
    /// <param name="hub">The hub that the source names.</param>
    /// <param name="topic">The topic by which the hub knows the source.</param>
    /// <param name="due">When the hub is asked first.</param>
    public PushLease(string hub, string topic, DateTimeOffset due) => (Hub, Topic, NextAskAt) = (hub, topic, due);

    private PushLease() => (Hub, Topic) = (null!, null!);

    public required string SourceId { get; init; }

    /// <summary>The unguessable part of the callback's address.</summary>
    public required string Token { get; init; }

    /// <summary>The secret with which the hub signs its deliveries.</summary>
    public required string Secret { get; init; }

    public string Hub { get; private set; }

    /// <summary>The topic by which the hub knows the source.</summary>
    public string Topic { get; private set; }

    /// <summary>The end of the confirmed subscription; null if it is not or no longer confirmed.</summary>
    public DateTimeOffset? ActiveUntil { get; private set; }

    /// <summary>When the hub is asked next.</summary>
    public DateTimeOffset NextAskAt { get; private set; }

    /// <summary>The number of consecutive requests that the hub did not confirm.</summary>
    public int Failures { get; private set; }

    public DateTimeOffset? LastPushAt { get; private set; }

    public string? LastError { get; private set; }

    /// <summary>Turns to the hub or the topic that the source names now.</summary>
    public void Move(string hub, string topic, DateTimeOffset now) =>
        (Hub, Topic, ActiveUntil, NextAskAt, Failures) = (hub, topic, null, now, 0);

    /// <summary>No longer relies on the hub, which did not push news that a poll found.</summary>
    public void Distrust(DateTimeOffset now) =>
        (ActiveUntil, NextAskAt, LastError) = (null, now, "it did not push news that a poll found");

    /// <summary>Counts a request to the hub; the next one is due if the hub does not confirm this one.</summary>
    public void CountRequest(DateTimeOffset now, BackOff retries) => NextAskAt = now + retries.After(++Failures);

    /// <summary>Records how the hub answered a request: null if it accepted it.</summary>
    public void RecordAnswer(string? error) => LastError = error;

    /// <summary>Records that the hub confirmed the subscription; it is renewed before it ends.</summary>
    public void Confirm(DateTimeOffset now, TimeSpan granted) =>
        (ActiveUntil, NextAskAt, Failures, LastError) = (now + granted, now + (granted * 0.9), 0, null);

    /// <summary>Records that the hub denied the subscription.</summary>
    public void Deny(DateTimeOffset nextAskAt) =>
        (ActiveUntil, NextAskAt, LastError) = (null, nextAskAt, "the hub refuses the subscription");

    /// <summary>Records a push of the hub.</summary>
    public void RecordPush(DateTimeOffset now) => LastPushAt = now;
}
