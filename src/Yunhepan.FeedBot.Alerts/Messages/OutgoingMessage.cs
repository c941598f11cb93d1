using Yunhepan.FeedBot.Catalogue;

namespace Yunhepan.FeedBot.Alerts.Messages;

/// <summary>What goes into a chat as one message. Each platform renders it within what it can show.</summary>
public abstract record OutgoingMessage
{
    private OutgoingMessage()
    {
    }

    /// <summary>The same whenever this message is sent again to this chat: a receiver that can tell may drop the second one.</summary>
    public required string DeliveryId { get; init; }

    /// <summary>The message in the chat that this one is about; null: it stands alone.</summary>
    public EarlierMessage? Earlier { get; init; }

    /// <summary>The reader's language: <c>zh</c> or <c>en</c>.</summary>
    public abstract string Language { get; }

    /// <summary>True when the message arrives without a sound.</summary>
    public abstract bool IsSilent { get; }

    /// <summary>One article.</summary>
    public sealed record Article(AlertMessage Alert) : OutgoingMessage
    {
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
    /// Says that what an earlier message alerted of is over, or is not over after all, without saying again whom it was about.
    /// </summary>
    public sealed record Notice(AlertMessage Alert) : OutgoingMessage
    {
        public override string Language => Alert.Language;

        public override bool IsSilent => Alert.IsSilent;
    }
}

/// <summary>A message that was sent before.</summary>
/// <param name="MessageId">The platform's id of it.</param>
/// <param name="SentAt">In the chat's time zone.</param>
public sealed record EarlierMessage(string MessageId, DateTimeOffset SentAt);
