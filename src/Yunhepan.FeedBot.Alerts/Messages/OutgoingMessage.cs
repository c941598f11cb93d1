using Yunhepan.FeedBot.Catalogue;

namespace Yunhepan.FeedBot.Alerts.Messages;

/// <summary>The content of one message to a chat. Each platform renders it within its capabilities.</summary>
public abstract record OutgoingMessage
{
    private OutgoingMessage()
    {
    }

    /// <summary>
    /// The same value whenever this message is sent again to this chat, so that a receiver can drop the second one.
    /// </summary>
    public required string DeliveryId { get; init; }

    /// <summary>The message in the chat that this one concerns; null if there is none.</summary>
    public EarlierMessage? Earlier { get; init; }

    /// <summary>The reader's language: <c>zh</c> or <c>en</c>.</summary>
    public abstract string Language { get; }

    /// <summary>True when the message arrives without a sound.</summary>
    public abstract bool IsSilent { get; }

    /// <summary>One article.</summary>
    public sealed record OneArticle(AlertMessage Alert) : OutgoingMessage
    {
        /// <summary>Until when it is worth being told to somebody who has not heard of it; null if nothing limits it.</summary>
        public DateTimeOffset? HoldsUntil { get; init; }

        /// <summary>True if a long text may be sent as several messages, one at each call.</summary>
        public bool MayHaveParts { get; init; }

        /// <summary>The id of the parts that have arrived; null at the first call.</summary>
        public string? Continues { get; init; }

        public override string Language => Alert.Language;

        public override bool IsSilent => Alert.IsSilent || Alert.Priority == Priority.Low;
    }

    /// <summary>Several articles.</summary>
    public sealed record Digest(DigestMessage Content) : OutgoingMessage
    {
        public override string Language => Content.Language;

        public override bool IsSilent => Content.IsSilent;
    }

    /// <summary>
    /// Reports that the subject of an earlier alert has ended, or has not ended after all, without repeating the person's name.
    /// </summary>
    public sealed record Notice(AlertMessage Alert) : OutgoingMessage
    {
        public override string Language => Alert.Language;

        public override bool IsSilent => Alert.IsSilent;
    }

    /// <summary>Tells an operator that a target fails or works again.</summary>
    public sealed record AboutTarget(TargetNews News) : OutgoingMessage
    {
        public override string Language => News.Language;

        public override bool IsSilent => false;
    }

    /// <summary>Reports what happened to a source, outside of the alerts.</summary>
    public sealed record AboutSource(SourceNews News) : OutgoingMessage
    {
        public override string Language => News.Language;

        public override bool IsSilent => News.IsSilent;
    }

    /// <summary>Brings what was said about a question to a publisher.</summary>
    public sealed record AboutQuestion(QuestionMessage Content) : OutgoingMessage
    {
        public override string Language => Content.Language;

        public override bool IsSilent => Content.IsSilent;
    }
}

/// <summary>A message that was sent earlier.</summary>
/// <param name="MessageId">The platform's id of the message.</param>
/// <param name="SentAt">When it was sent, in the chat's time zone.</param>
public sealed record EarlierMessage(string MessageId, DateTimeOffset SentAt);
