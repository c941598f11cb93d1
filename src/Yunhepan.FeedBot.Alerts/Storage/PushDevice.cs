namespace Yunhepan.FeedBot.Alerts.Storage;

/// <summary>Which messages of its chat a device wants as notifications.</summary>
public enum PushLevel
{
    All = 0,

    /// <summary>Those that arrive with a sound.</summary>
    Sounding = 1,

    Urgent = 2,
}

/// <summary>A browser that is told of the messages of its web chat by Web Push.</summary>
public sealed class PushDevice
{
    public long Id { get; init; }

    public required string ChatId { get; set; }

    /// <summary>The address at the browser's push service. Whoever knows it can disturb the device, so it is not logged.</summary>
    public required string Endpoint { get; init; }

    /// <summary>The browser's public key for this subscription: a point on P-256, uncompressed.</summary>
    public required byte[] Key { get; init; }

    /// <summary>The secret that the browser shares with us (RFC 8291).</summary>
    public required byte[] Secret { get; init; }

    public PushLevel Level { get; set; }

    /// <summary>The last entry before the device was there, of which it is told nothing, not even a correction.</summary>
    public long AfterEntry { get; set; }

    /// <summary>The last push of the chat that is dealt with.</summary>
    public long Version { get; set; }

    /// <summary>When the push service last accepted a message; null if it never did.</summary>
    public DateTimeOffset? AcceptedAt { get; set; }

    /// <summary>
    /// True if the last message was accepted quickly. The others are served beside those, so that they delay none of them.
    /// </summary>
    public bool IsQuick { get; set; }

    /// <summary>The number of consecutive failures.</summary>
    public int Failures { get; set; }

    /// <summary>The next message is not sent before. During a send it is the time at which the sender counts as dead.</summary>
    public DateTimeOffset NextAt { get; set; }

    public DateTimeOffset CreatedAt { get; init; }
}

/// <summary>The key with which we identify ourselves to push services (VAPID, RFC 8292); there is one for all nodes.</summary>
public sealed class PushKey
{
    public const int Only = 1;

    public int Id { get; init; } = Only;

    /// <summary>The private key on P-256, as PKCS #8.</summary>
    public required byte[] PrivateKey { get; init; }

    public DateTimeOffset CreatedAt { get; init; }
}

/// <summary>A link that takes a web chat to another device, once.</summary>
public sealed class ChatTransfer
{
    /// <summary>The hash of what the link contains: nobody who reads the table can use it.</summary>
    public required string TokenHash { get; init; }

    public required string ChatId { get; init; }

    /// <summary>The secret of the chat, which only the link can decrypt.</summary>
    public required byte[] Sealed { get; init; }

    public DateTimeOffset Until { get; init; }
}
