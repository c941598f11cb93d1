using Yunhepan.FeedBot.Alerts.Messages;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Chat.Messages;
using Yunhepan.FeedBot.Chat.Text;

namespace Yunhepan.FeedBot.Chat.Targets;

/// <summary>How a message asks for attention, for platforms that have priorities.</summary>
internal enum Urgency
{
    /// <summary>Without a sound.</summary>
    Silent,
    Usual,
    Urgent,
}

/// <summary>What platforms need to know of a message besides its text.</summary>
internal static class MessageTraits
{
    /// <summary>
    /// Returns a key that is the same whenever the message is sent again to its target, so that a platform recognises the repetition.
    /// It has at most 64 letters, digits and hyphens. The id of the article is in it because another database counts from one again.
    /// </summary>
    public static string KeyOf(OutgoingMessage message)
    {
        var alert = message is OutgoingMessage.Digest { Content: var digest }
            ? digest.Sections.SelectMany(section => section.Articles).FirstOrDefault() : AlertOf(message);
        return alert is null ? message.DeliveryId : $"{message.DeliveryId}-{alert.ArticleId:N}";
    }

    public static Urgency UrgencyOf(OutgoingMessage message) =>
        message.IsSilent ? Urgency.Silent : AlertOf(message)?.Priority == Priority.Urgent ? Urgency.Urgent : Urgency.Usual;

    /// <summary>
    /// Returns true if an earlier attempt, perhaps of a process that died, may have sent the message with another text under the same
    /// key: a digest whose articles have changed, or an article that was corrected while its alert waited.
    /// </summary>
    public static bool MayHaveChanged(OutgoingMessage message) =>
        message is OutgoingMessage.Digest || (AlertOf(message) is { Alert: { } raised } alert && alert.Revision > raised);

    /// <summary>Returns the address that opens the article of a message; null if there is none, or it must not be offered.</summary>
    public static string? AddressOf(OutgoingMessage message) =>
        message is OutgoingMessage.OneArticle { Alert: var alert } && AlertKeyboard.MayOpen(alert) ? ChatText.WebAddress(alert.Url) : null;

    /// <summary>Returns true if the sent text must disappear, and not only be marked: platforms that keep the versions of an edited message
    /// would still show it.</summary>
    public static bool MustVanish(OutgoingMessage message) => AlertOf(message) is { IsForgotten: true } or { TakenDownBecause: not null };

    public static AlertMessage? AlertOf(OutgoingMessage message) => message switch
    {
        OutgoingMessage.OneArticle { Alert: var alert } => alert,
        OutgoingMessage.Notice { Alert: var alert } => alert,
        OutgoingMessage.Digest or OutgoingMessage.AboutSource => null,
        _ => throw new System.Diagnostics.UnreachableException($"unknown message {message.GetType().Name}"),
    };
}
