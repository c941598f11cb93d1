using System.Text.Json;
using System.Text.Json.Serialization;
using Yunhepan.FeedBot.Alerts.Messages;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Chat.Messages;
using Yunhepan.FeedBot.Chat.Text;

namespace Yunhepan.FeedBot.Chat.Web;

/// <summary>A piece of text, which the page shows always as text and never as markup.</summary>
internal sealed record WebSpan(string Text, bool Bold, bool Italic, bool Strike, string? Url);

internal sealed record WebButton(string Label, string? Action, string? Url);

/// <summary>An alert as a card.</summary>
internal sealed record WebAlert
{
    public required string Kind { get; init; }

    public bool IsUrgent { get; init; }

    /// <summary>True if its personal data are removed, so that the title that is left must not be struck.</summary>
    public bool IsForgotten { get; init; }

    /// <summary>The mark above the title: 紧急, 更正, 已撤回; null if there is none.</summary>
    public string? Mark { get; init; }

    public required string Title { get; init; }

    public string? Summary { get; init; }

    /// <summary>The output of the reader's template, in place of title and text; empty without one.</summary>
    public IReadOnlyList<WebSpan> Made { get; init; } = [];

    /// <summary>
    /// The picture of an urgent alert shows who is sought; others are shown by choice. Stored as the source's address; the page gets one
    /// of ours.
    /// </summary>
    public string? Picture { get; init; }

    /// <summary>Its further pictures, for those who have chosen albums; addresses as above.</summary>
    public IReadOnlyList<string> Pictures { get; init; } = [];

    public required string Source { get; init; }

    public string? Authors { get; init; }

    public string? Time { get; init; }

    /// <summary>The publication time, which the page shows in the chat's zone; null if only the day is known.</summary>
    public DateTimeOffset? At { get; init; }

    public IReadOnlyList<string> Categories { get; init; } = [];

    public IReadOnlyList<string> Changes { get; init; } = [];

    public IReadOnlyList<WebSpan> AlsoAt { get; init; } = [];

    public string? Note { get; init; }

    public string? Url { get; init; }

    public string? Read { get; init; }
}

/// <summary>One entry of a web chat: text with buttons, or an alert.</summary>
internal sealed record WebMessage
{
    public const string TextKind = "text";
    public const string AlertKind = "alert";

    public IReadOnlyList<WebSpan> Spans { get; init; } = [];

    public IReadOnlyList<IReadOnlyList<WebButton>> Keyboard { get; init; } = [];

    public WebAlert? Alert { get; init; }

    /// <summary>True for a text that rings like an urgent alert: that one has ended.</summary>
    public bool Rings { get; init; }

    /// <summary>How it arrived; null for what answers a person.</summary>
    public WebArrival? Arrival { get; init; }

    public static WebMessage From(ChatText text, ChatKeyboard? keyboard = null) => new()
    {
        Spans = SpansOf(text),
        Keyboard = KeyboardOf(keyboard),
    };

    public static IReadOnlyList<WebSpan> SpansOf(ChatText text) =>
    [
        .. text.Spans.Select(span => new WebSpan(
            span.Text,
            span.Style.HasFlag(ChatStyle.Bold),
            span.Style.HasFlag(ChatStyle.Italic),
            span.Style.HasFlag(ChatStyle.Strike),
            span.Url)),
    ];

    public static WebMessage From(AlertMessage alert)
    {
        var texts = ChatTexts.For(alert.Language);
        var ended = alert.Kind == Alerts.Storage.AlertKind.Ended;
        var withdrawn = ended || alert.Kind == Alerts.Storage.AlertKind.Withdrawn;
        var title = AlertText.TitleOf(alert, texts);
        var isBrief = alert.ShownAs.OnlyNames == true && !withdrawn;
        return new WebMessage
        {
            Keyboard = KeyboardOf(AlertKeyboard.For(alert, isShared: false)),
            Alert = new WebAlert
            {
                Kind = alert.Kind.ToString().ToLowerInvariant(),
                IsUrgent = alert.Priority == Priority.Urgent && !withdrawn,
                IsForgotten = alert.IsForgotten,
                Mark = MarkOf(alert, texts),
                Title = title,
                Made = !withdrawn && alert.ShownAs.Template is { } template && AlertTemplate.Render(template, alert) is { } made
                    ? SpansOf(made.Text) : [],
                Summary = withdrawn ? null : AlertBody.For(alert, title) is { } body ? ChatText.Shorten(body, AlertText.Room) : null,
                Picture = withdrawn || !ShowsPicture(alert) ? null : ChatText.WebAddress(alert.ImageUrl),
                Pictures = withdrawn || alert.ShownAs.Pictures != PictureAmount.Album
                    ? [] : [.. alert.Pictures.Select(ChatText.WebAddress).OfType<string>()],
                Source = isBrief ? AlertText.Names(alert) : AlertText.SourceLine(alert with { PublishedAt = null }, texts),
                Authors = withdrawn ? null : AlertText.Authors(alert, texts),
                Time = isBrief ? null : AlertText.Time(alert, texts),
                At = alert.PublishedHasTime && !isBrief ? alert.PublishedAt : null,
                Categories = alert.ShownAs.Categories == false ? [] : alert.Categories,
                Changes = alert.Kind == Alerts.Storage.AlertKind.Corrected ? alert.Changes : [],
                AlsoAt = withdrawn || alert.AlsoAt.Count == 0
                    ? [] : SpansOf(AlertText.AlsoAt(ChatText.From(texts.Alert.AlsoAt), alert, texts)),
                Note = ended ? texts.Alert.EndedNote(alert.EndedAs) : withdrawn ? AlertText.WithdrawnNote(alert, texts)
                    : alert.Kind == Alerts.Storage.AlertKind.Restored ? texts.Alert.RestoredNote
                    : alert.MayBeUnseen ? texts.Alert.ReplacesEarlier : AlertText.SwitchedOff(alert.SwitchedOff, texts),
                Url = withdrawn && AlertKeyboard.For(alert, isShared: false) is null ? null : ChatText.WebAddress(alert.Url),
                Read = texts.Read,
            },
        };
    }

    // A missing or wanted person must be shown; another picture only to who has chosen pictures.
    private static bool ShowsPicture(AlertMessage alert) => alert.ShownAs.Pictures switch
    {
        PictureAmount.None => false,
        PictureAmount.One or PictureAmount.Album => true,
        null => alert.Priority == Priority.Urgent,
        var other => throw new System.Diagnostics.UnreachableException($"no pictures {other}"),
    };

    public static IReadOnlyList<IReadOnlyList<WebButton>> KeyboardOf(ChatKeyboard? keyboard) =>
        [.. (keyboard?.Rows ?? [])
            .Select(row => (List<WebButton>)[.. row.Select(button => new WebButton(button.Label, button.Action, button.Url))])];

    public static WebMessage? Parse(string json) => JsonSerializer.Deserialize(json, WebJson.Default.WebMessage);

    public string ToJson() => JsonSerializer.Serialize(this, WebJson.Default.WebMessage);

    private static string? MarkOf(AlertMessage alert, ChatTexts texts) => alert switch
    {
        { Kind: Alerts.Storage.AlertKind.Withdrawn } => AlertText.Gone(alert, texts),
        { Kind: Alerts.Storage.AlertKind.Ended } => texts.Alert.Ended(alert.EndedAs),
        { Kind: Alerts.Storage.AlertKind.Corrected, Priority: Priority.Urgent } => $"{texts.Urgent} · {texts.Corrected}",
        { Kind: Alerts.Storage.AlertKind.Corrected } => texts.Corrected,
        { Kind: Alerts.Storage.AlertKind.Restored, Priority: Priority.Urgent } => $"{texts.Urgent} · {texts.Alert.Restored}",
        { Kind: Alerts.Storage.AlertKind.Restored } => texts.Alert.Restored,
        { Kind: Alerts.Storage.AlertKind.New or Alerts.Storage.AlertKind.AlsoAt } =>
            alert.Priority == Priority.Urgent ? texts.Urgent : null,
        _ => throw new System.Diagnostics.UnreachableException($"no mark for {alert.Kind}"),
    };
}

/// <summary>The input of the page: text, or the action of a button of one entry.</summary>
/// <param name="Language">At the beginning of a session: the language in the address of the page, such as
/// <c>?lang=zh</c>.</param>
internal sealed record WebInput(string? Text, string? Action, long? Entry, string? Language = null);

/// <summary>The immediate answer to the page; the messages arrive as events. A page whose chat is erased forgets it too.</summary>
/// <param name="Zone">The IANA name of the chat's zone, in which the page shows all times.</param>
internal sealed record WebAnswer(string Language, string Zone, string? Notice = null, bool IsErased = false);

/// <param name="Descriptions">What it does, by language.</param>
internal sealed record WebCommand(string Name, IReadOnlyDictionary<string, string> Descriptions);

/// <param name="Chat">The chat; if it differs from the previous one, the page shows a chat that no longer exists.</param>
/// <param name="PushKey">The key with which a browser subscribes to pushes.</param>
/// <param name="Version">The last version of the chat: a page that knows a later one remembers what no longer exists.</param>
/// <param name="Oldest">The first entry of the chat; 0 if it has none.</param>
internal sealed record WebSessionState(
    string Chat, string Language, string Zone, IReadOnlyList<WebCommand> Commands, long Version, long Oldest, string PushKey);

/// <summary>Some entries of the transcript, in their order.</summary>
/// <param name="More">True if there are earlier ones.</param>
internal sealed record WebExcerpt(IReadOnlyList<WebEntry> Entries, bool More);

/// <summary>One event of the stream.</summary>
internal sealed record WebEntry(long Id, long Version, string Side, string Kind, DateTimeOffset At, WebMessage Body);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(WebMessage))]
[JsonSerializable(typeof(WebInput))]
[JsonSerializable(typeof(WebAnswer))]
[JsonSerializable(typeof(WebSessionState))]
[JsonSerializable(typeof(WebEntry))]
[JsonSerializable(typeof(WebExcerpt))]
[JsonSerializable(typeof(WebNotification))]
[JsonSerializable(typeof(WebPushInput))]
[JsonSerializable(typeof(WebPushState))]
[JsonSerializable(typeof(WebTransfer))]
[JsonSerializable(typeof(WebTransferInput))]
internal sealed partial class WebJson : JsonSerializerContext;
