using Yunhepan.FeedBot.Alerts.Messages;
using Yunhepan.FeedBot.Alerts.Storage;

namespace Yunhepan.FeedBot.Alerts.Platforms;

/// <summary>One account on one chat platform, as the alerts see it: the port between deciding and sending.</summary>
public interface IChatPlatform
{
    /// <summary><c>telegram</c>, <c>web</c>…</summary>
    string Platform { get; }

    /// <summary>Stable name of the account (never its token).</summary>
    string Account { get; }

    PlatformCapabilities Capabilities { get; }

    SendLimits Limits { get; }

    /// <summary>Keeps those limits where others than the lane send for the account too; null: the lane alone sends.</summary>
    SendingPace? Pace => null;

    /// <summary>Sends one message, once, without retrying: the lane decides what an answer means.</summary>
    Task<SendResult> SendAsync(ChatAddress chat, OutgoingMessage message, CancellationToken cancellationToken);

    /// <summary>
    /// Edits a message that was sent before into a corrected or withdrawn one. It is not called where the platform cannot edit.
    /// </summary>
    Task<SendResult> EditAsync(ChatAddress chat, string messageId, OutgoingMessage message, CancellationToken cancellationToken) =>
        Task.FromResult<SendResult>(new SendResult.Rejected("this platform edits no messages"));

    /// <summary>Returns true when the chat is a group, which has limits of its own.</summary>
    bool IsGroup(ChatAddress chat) => false;
}

/// <summary>What became of one send.</summary>
public abstract record SendResult
{
    private SendResult()
    {
    }

    /// <param name="MessageId">The platform's id, the proof of delivery.</param>
    public sealed record Sent(string MessageId) : SendResult
    {
        /// <summary>True when the forum topic is gone: the message went to the chat itself, and the next ones go there too.</summary>
        public bool ThreadGone { get; init; }

        /// <summary>For edits: true when the message was deleted because it could not be struck. What is restored is sent anew.</summary>
        public bool Deleted { get; init; }
    }

    /// <summary>The message was not sent: the lane waits, keeps the order and tries again. This is no failed attempt.</summary>
    /// <param name="RetryAfter">How long the platform asked to wait.</param>
    /// <param name="WholeAccount">True when all chats of the account must wait.</param>
    public sealed record Throttled(TimeSpan RetryAfter, bool WholeAccount) : SendResult;

    /// <summary>The chat cannot be reached until its people come back (blocked, kicked, deactivated).</summary>
    public sealed record ChatGone(string Reason) : SendResult;

    /// <summary>The chat takes no message now, but may do so again (rights were taken away, its id is unknown): it rests.</summary>
    /// <param name="Reason">The reason in the platform's words.</param>
    /// <param name="Tries">The chat is closed after this many attempts, until its people come back.</param>
    public sealed record ChatResting(string Reason, int Tries) : SendResult;

    /// <summary>For edits: the message is gone because its reader deleted it, so that nothing is left to correct.</summary>
    public sealed record MessageGone(string Reason) : SendResult;

    /// <summary>The chat has another id from now on.</summary>
    public sealed record ChatMoved(string NewChatId) : SendResult;

    /// <summary>This message will never be accepted by this chat; others may.</summary>
    public sealed record Rejected(string Reason) : SendResult;

    /// <summary>The message was surely not sent (no connection): another attempt follows later.</summary>
    public sealed record Failed(string Reason) : SendResult;

    /// <summary>The answer never came (a time-out, a connection that broke): the message may have arrived.</summary>
    public sealed record Unknown(string Reason) : SendResult;

    /// <summary>The account itself is refused (revoked token): the lane stops and says so.</summary>
    public sealed record AccountRefused(string Reason) : SendResult;
}
