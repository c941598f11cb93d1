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
        /// <summary>The forum topic is no more; the message went to the chat itself, where the next ones go too.</summary>
        public bool ThreadGone { get; init; }

        /// <summary>For edits: the message was deleted instead, as it could not be struck. What is restored is sent anew.</summary>
        public bool Deleted { get; init; }
    }

    /// <summary>Not sent: wait, keep the order, try again. Not a failed attempt.</summary>
    /// <param name="RetryAfter">As the platform asked.</param>
    /// <param name="WholeAccount">True when all chats of the account must wait.</param>
    public sealed record Throttled(TimeSpan RetryAfter, bool WholeAccount) : SendResult;

    /// <summary>The chat cannot be reached until its people come back (blocked, kicked, deactivated).</summary>
    public sealed record ChatGone(string Reason) : SendResult;

    /// <summary>The chat takes no message now, but may again by itself (rights taken away, an id nobody knows): it rests.</summary>
    /// <param name="Reason">In the platform's words.</param>
    /// <param name="Tries">After so many vain ones the chat is closed until its people come back.</param>
    public sealed record ChatResting(string Reason, int Tries) : SendResult;

    /// <summary>For edits: the message is no more (its reader deleted it), and nothing is left to correct.</summary>
    public sealed record MessageGone(string Reason) : SendResult;

    /// <summary>The chat has another id from now on.</summary>
    public sealed record ChatMoved(string NewChatId) : SendResult;

    /// <summary>This message will never be accepted by this chat; others may.</summary>
    public sealed record Rejected(string Reason) : SendResult;

    /// <summary>Surely not sent; worth another attempt later (5xx before acceptance, no connection).</summary>
    public sealed record Failed(string Reason) : SendResult;

    /// <summary>Nobody knows: the answer never came (time-out, reset after the request was written).</summary>
    public sealed record Unknown(string Reason) : SendResult;

    /// <summary>The account itself is refused (revoked token): the lane stops and says so.</summary>
    public sealed record AccountRefused(string Reason) : SendResult;
}
