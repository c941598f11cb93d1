using Yunhepan.FeedBot.Alerts.Messages;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Chat.Text;

namespace Yunhepan.FeedBot.Chat.Messages;

/// <summary>Builds the buttons below an alert: to read it, to get less of its kind, to ask why it arrived.</summary>
internal static class AlertKeyboard
{
    /// <param name="alert">The alert.</param>
    /// <param name="isShared">True if many people read the chat, so that buttons that change its settings are left out.</param>
    /// <param name="isWhole">True if the whole text is shown, so that no full text is offered; null uses the view of an ordinary
    /// message.</param>
    /// <param name="readElsewhere">The link at which one of many readers opens the full text privately; null uses a button that
    /// shows its beginning.</param>
    public static ChatKeyboard? For(AlertMessage alert, bool isShared, bool? isWhole = null, string? readElsewhere = null)
    {
        if (IsOver(alert))
            return ToOpen(alert);
        var texts = ChatTexts.For(alert.Language);
        var token = ArticleToken.Format(alert.ArticleId);
        List<ChatButton> first = [];
        if (ChatButton.Open(texts.Read, alert.Url) is { } read)
            first.Add(read);
        // In a shared chat the text that one reader requests would disturb all others.
        if (!(isWhole ?? AlertText.View(alert).IsWhole))
            first.Add(
                (isShared ? ChatButton.Open(texts.Alert.ReadHere, readElsewhere) : null)
                ?? ChatButton.Say(texts.Alert.ReadHere, $"read {token}"));
        var why = ChatButton.Say(texts.Alert.WhyButton, $"why {token}");
        if (isShared)
            return ChatKeyboard.Row([.. first, why]);
        List<ChatButton> second = [];
        if (alert.Source is { } source)
            second.Add(ChatButton.Say(
                texts.Alert.MuteSource(ChatText.Shorten(AlertText.OneLine(alert.SourceName), 16)), $"mute {TopicToken.Format(source)}"));
        second.Add(ChatButton.Say(texts.Alert.LessButton, $"less {token}"));
        second.Add(why);
        return (first.Count == 0 ? ChatKeyboard.Empty : ChatKeyboard.Row(first)).Then(second);
    }

    /// <summary>Returns only the button that opens the article; null when it may not be opened.</summary>
    public static ChatKeyboard? ToOpen(AlertMessage alert) =>
        MayOpen(alert) && ChatButton.Open(ChatTexts.For(alert.Language).Read, alert.Url) is { } open ? ChatKeyboard.Row(open) : null;

    /// <summary>
    /// Returns false if the article is withdrawn, or about a person who was found, so that its page must not be offered.
    /// </summary>
    public static bool MayOpen(AlertMessage alert) => alert.Kind != AlertKind.Withdrawn
        && !(alert.Kind == AlertKind.Ended && alert.EndedAs is AlertEnd.Found or AlertEnd.SearchOver);

    public static bool IsOver(AlertMessage alert) => alert.Kind is AlertKind.Withdrawn or AlertKind.Ended;
}
