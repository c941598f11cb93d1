using System.Diagnostics;
using Yunhepan.FeedBot.Alerts.Messages;
using Yunhepan.FeedBot.Alerts.Storage;

namespace Yunhepan.FeedBot.Alerts.Platforms;

/// <summary>One account on one chat platform, as the alerts use it: the interface between deciding and sending.</summary>
public interface IChatPlatform
{
    /// <summary>The name of the platform: <c>telegram</c>, <c>web</c>…</summary>
    string Platform { get; }

    /// <summary>The permanent name of the account (never its token).</summary>
    string Account { get; }

    PlatformCapabilities Capabilities { get; }

    SendLimits Limits { get; }

    /// <summary>Enforces the limits if others besides the lane send for the account too; null if only the lane sends.</summary>
    SendingPace? Pace => null;

    /// <summary>Sends one message once, without retrying: the lane decides what a result means.</summary>
    Task<SendResult> SendAsync(ChatAddress chat, OutgoingMessage message, CancellationToken cancellationToken);

    /// <summary>Edits a sent message into a corrected or withdrawn one. It is never called if the platform cannot edit.</summary>
    Task<SendResult> EditAsync(ChatAddress chat, string messageId, OutgoingMessage message, CancellationToken cancellationToken) =>
        Task.FromResult<SendResult>(new SendResult.Rejected("this platform edits no messages"));

    /// <summary>Forgets what was learned about a chat that is erased.</summary>
    void Forget(ChatAddress chat)
    {
    }

    /// <summary>Returns true if the chat is a group, which has limits of its own.</summary>
    bool IsGroup(ChatAddress chat) => false;
}

/// <summary>The result of one send.</summary>
public abstract record SendResult
{
    private SendResult()
    {
    }

    /// <summary>Returns the result in words, for logs: the generated text names types and members.</summary>
    public sealed override string ToString() => this switch
    {
        Sent => "sent",
        Throttled { WholeAccount: true } late => $"the platform lets the whole account wait for {late.RetryAfter.TotalSeconds:0.#} s",
        Throttled late => $"the platform lets the chat wait for {late.RetryAfter.TotalSeconds:0.#} s",
        ChatGone gone => $"the chat cannot be reached ({gone.Reason})",
        ChatResting resting => $"the chat takes no messages now ({resting.Reason})",
        MessageGone gone => $"there is no message to change any more ({gone.Reason})",
        ChatMoved moved => $"the chat has the new id {moved.NewChatId}",
        Rejected rejected => $"the platform refuses this message ({rejected.Reason})",
        Failed failed => $"not sent, and tried again ({failed.Reason})",
        Unknown unknown => $"no answer, so it may have arrived ({unknown.Reason})",
        AccountRefused refused => $"the platform refuses the account ({refused.Reason})",
        _ => throw new UnreachableException("unknown send result"),
    };

    /// <param name="MessageId">The platform's id of the message, which proves the delivery.</param>
    public sealed record Sent(string MessageId) : SendResult
    {
        /// <summary>
        /// True if the forum topic no longer exists: the message went to the chat itself, and later ones do too.
        /// </summary>
        public bool ThreadGone { get; init; }

        /// <summary>
        /// For edits: true if the message was deleted because it could not be struck through. A restored article is sent as a new
        /// message.
        /// </summary>
        public bool Deleted { get; init; }

        /// <summary>
        /// True if only the beginning of the text was sent: the next part is sent at its own turn, by a call with the id of what has
        /// arrived until then.
        /// </summary>
        public bool HasMore { get; init; }
    }

    /// <summary>
    /// The message was not sent: the lane waits, keeps the order and tries again. This does not count as a failed attempt.
    /// </summary>
    /// <param name="RetryAfter">The wait that the platform asked for.</param>
    /// <param name="WholeAccount">True if all chats of the account must wait.</param>
    public sealed record Throttled(TimeSpan RetryAfter, bool WholeAccount) : SendResult;

    /// <summary>The chat cannot be reached until its people come back (blocked, kicked, deactivated).</summary>
    public sealed record ChatGone(string Reason) : SendResult;

    /// <summary>The chat accepts no message now but may later (rights were taken away, its id is unknown), so it rests.</summary>
    /// <param name="Reason">The reason in the platform's words.</param>
    /// <param name="Tries">The number of attempts after which the chat is closed until its people come back.</param>
    public sealed record ChatResting(string Reason, int Tries) : SendResult;

    /// <summary>For edits: the reader deleted the message, so there is nothing to correct.</summary>
    public sealed record MessageGone(string Reason) : SendResult;

    /// <summary>The chat has a new id from now on.</summary>
    public sealed record ChatMoved(string NewChatId) : SendResult;

    /// <summary>This chat will never accept this message, but others may.</summary>
    public sealed record Rejected(string Reason) : SendResult;

    /// <summary>The message was certainly not sent (no connection); another attempt follows.</summary>
    public sealed record Failed(string Reason) : SendResult;

    /// <summary>There was no answer (a time-out, a broken connection): the message may have arrived.</summary>
    public sealed record Unknown(string Reason) : SendResult
    {
        /// <summary>
        /// True if the platform drops or replaces a message that is sent again with the same id, so that a repetition does no harm.
        /// </summary>
        public bool MayRepeat { get; init; }
    }

    /// <summary>The account itself is refused (revoked token): the lane stops and reports it.</summary>
    public sealed record AccountRefused(string Reason) : SendResult;
}
