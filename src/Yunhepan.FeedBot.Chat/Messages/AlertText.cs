using System.Text;
using Yunhepan.FeedBot.Alerts.Messages;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Chat.Text;

namespace Yunhepan.FeedBot.Chat.Messages;

/// <summary>An alert in its displayed form.</summary>
/// <param name="IsWhole">True if nothing of its text is left out.</param>
internal sealed record AlertView(ChatText Text, bool IsWhole)
{
    /// <summary>The rest of a long text, one message each.</summary>
    public IReadOnlyList<ChatText> Parts { get; init; } = [];
}

/// <summary>How a chat shows a text.</summary>
/// <param name="Room">The most UTF-16 units of the text, whatever the message contains.</param>
/// <param name="TakesCommands">True if its readers can send commands to the bot.</param>
/// <param name="Earlier">The earlier message to which this one refers because it could not be edited; null for none.</param>
internal sealed record TextForm(int Room = AlertText.Room, bool TakesCommands = true, EarlierMessage? Earlier = null)
{
    /// <summary>The most messages into which the text of an alert in full may be split.</summary>
    public int Parts { get; init; } = 1;

    /// <summary>The form of an ordinary message in a conversation.</summary>
    public static TextForm Usual { get; } = new();
}

/// <summary>
/// Writes an alert for its reader: its kind, its content, its source and its time. An urgent alert is shown in full as far as the
/// message allows, any other as its reader has chosen.
/// </summary>
internal static class AlertText
{
    /// <summary>The length that fits into one message of any platform, with a note about a lost forum topic.</summary>
    public const int Room = 3900;

    /// <summary>
    /// The minimum text of an urgent alert: changes, other members of the story and categories are left out first. In a small
    /// message it is what remains beside the rest, a quarter at least.
    /// </summary>
    public const int LeastUrgent = MessageFormat.LeastUrgent;

    private const int MaxTitle = 200;
    private const int MaxChange = 200;
    private const int MaxName = 60;
    private const int MaxCategories = 5;
    private const int MaxAuthors = 3;
    private const int MaxAlsoAt = 8;
    private const int MaxPattern = 30;

    /// <summary>What may stand around the text of a small message.</summary>
    private const int MaxAround = 400;

    public static ChatText Render(AlertMessage alert) => View(alert).Text;

    /// <summary>Returns an alert as it is shown in a chat.</summary>
    public static AlertView View(AlertMessage alert, TextForm? form = null)
    {
        form ??= TextForm.Usual;
        var (texts, room) = (ChatTexts.For(alert.Language), form.Room);
        // Some sources put their whole message into the title.
        var isUrgent = alert.Priority == Priority.Urgent;
        var title = ChatText.Shorten(TitleOf(alert, texts), Math.Clamp(room / 2, 1, isUrgent ? LeastUrgent : MaxTitle));
        var text = Mark(alert, texts) is { Length: > 0 } mark ? ChatText.Empty.Bold(mark).Line() : ChatText.Empty;
        if (alert.Kind is AlertKind.Withdrawn or AlertKind.Ended)
            return new AlertView(EndNote(text.Append(Over(alert, title)).Line(), alert, form, texts), true);

        if (alert.ShownAs.Template is { } template && AlertTemplate.Render(template, alert) is { } made)
            return Templated(text, made, alert, form, texts);
        text = text.Link(title, null, ChatStyle.Bold);
        var tail = Tail(alert, form, texts);
        var body = AlertBody.For(alert, title) ?? "";
        if (Note(alert, form, texts) is { } note)
            text = text.Line().Line(note);
        var least = Math.Min(body.Length, Math.Min(LeastUrgent, Math.Max(room - MaxAround, room / 4)));
        if (room - text.Length - tail.Length - 2 < (isUrgent ? least : Math.Min(least, room / 4)))
            tail = ChatText.Empty.Line().Line(SourceLine(alert, texts));
        var left = room - text.Length - tail.Length - 2;
        foreach (var change in alert.Kind == AlertKind.Corrected ? alert.Changes : [])
        {
            var line = ChatText.Empty.Line().Italic("✎ " + ChatText.Shorten(OneLine(change), MaxChange));
            if (left - line.Length < least)
                break;
            (text, left) = (text.Append(line), left - line.Length);
        }

        // Whoever sees the whole text sees under which licence; otherwise a button leads to both.
        var licence = alert is { HasFullText: true, Licence: { } stated } && body.Length > 0
            ? ChatText.Empty.Line().Link(OneLine(stated.Notice), stated.Url) : ChatText.Empty;
        var parts = Shown(body, Math.Max(left - licence.Length, 1), alert, form);
        if (parts[0].Length > 0)
            text = text.Line().Line(parts[0]);
        var isAll = AlertBody.IsAll(alert, title, string.Concat(parts));
        if (parts.Count == 1)
            return new AlertView(text.Append(tail).Append(isAll ? licence : ChatText.Empty), isAll);
        return new AlertView(text.Line().Bold(AlertParts.Label(1, parts.Count)).Append(tail), isAll)
        {
            Parts = AlertParts.Further(parts, isAll ? licence : AlertParts.ToPage(alert, texts)),
        };
    }

    private static IReadOnlyList<string> Shown(string body, int room, AlertMessage alert, TextForm form)
    {
        if (alert.ShownAs.Text == TextAmount.Full && form.Parts > 1)
            return AlertParts.Split(body, room, form.Parts);
        return [alert.Priority == Priority.Urgent ? AlertBody.ShortenUrgent(body, room) : ChatText.Shorten(body, room)];
    }

    // What a message must say stands around the output of a template, whatever that is.
    private static AlertView Templated(ChatText mark, TemplatedText made, AlertMessage alert, TextForm form, ChatTexts texts)
    {
        var end = Note(alert, form, texts) is { } note ? ChatText.Empty.Line().Line(note) : ChatText.Empty;
        var names = made.HasSource ? ChatText.Empty : ChatText.Empty.Line().Line(Names(alert));
        var off = SwitchedOff(alert.SwitchedOff, texts, form.TakesCommands) is { } patterns
            ? ChatText.Empty.Line().Italic(patterns) : ChatText.Empty;
        // In a small message, the output comes before what may be left out.
        var least = Math.Min(made.Text.Length, Math.Min(LeastUrgent, Math.Max(form.Room - MaxAround, form.Room / 4)));
        var left = form.Room - mark.Length - end.Length - names.Length - off.Length - least;
        foreach (var change in alert.Kind == AlertKind.Corrected ? alert.Changes : [])
        {
            var line = ChatText.Empty.Line().Italic("✎ " + ChatText.Shorten(OneLine(change), MaxChange));
            if (left < line.Length)
                break;
            (end, left) = (end.Append(line), left - line.Length);
        }

        end = end.Append(names);
        if (alert.AlsoAt.Count > 0 && AlsoAt(ChatText.Empty.Line(texts.Alert.AlsoAt), alert, texts) is var also && also.Length <= left)
            end = end.Append(also);
        end = end.Append(off);
        var shown = made.Text.Cut(Math.Max(form.Room - mark.Length - end.Length, 1));
        return new AlertView(
            mark.Append(shown).Append(end),
            !alert.HasFullText || (alert.ShownAs.TemplateHasText == true && shown.Length == made.Text.Length));
    }

    /// <summary>
    /// Returns the title of what is over, struck. Without the personal data the title itself says how it ended ("found"), and struck
    /// it would take that back.
    /// </summary>
    public static ChatText Over(AlertMessage alert, string title) =>
        alert.IsForgotten ? ChatText.From(title) : ChatText.Empty.Strike(title);

    private static ChatText EndNote(ChatText text, AlertMessage alert, TextForm form, ChatTexts texts)
    {
        // The mark above states what happened; the note adds what to do.
        if ((alert.Kind == AlertKind.Ended ? texts.Alert.EndedNote(alert.EndedAs) : WithdrawnNote(alert, texts)) is { } note)
            text = text.Line(note);
        return (form.Earlier is { } earlier ? text.Line(texts.Alert.SentEarlier(When(earlier, texts))) : text)
            .Line(SourceLine(alert, texts));
    }

    // Returns how this message relates to an earlier one.
    private static string? Note(AlertMessage alert, TextForm form, ChatTexts texts) =>
        alert.Kind == AlertKind.Restored ? texts.Alert.RestoredNote
        : form.Earlier is { } earlier ? texts.Alert.CorrectsEarlier(When(earlier, texts))
        : alert.MayBeUnseen ? texts.Alert.ReplacesEarlier : null;

    private static string When(EarlierMessage earlier, ChatTexts texts) =>
        earlier.SentAt.ToString(texts.MinuteFormat, texts.Culture);

    private static ChatText Tail(AlertMessage alert, TextForm form, ChatTexts texts)
    {
        var format = alert.ShownAs;
        var tail = ChatText.Empty.Line().Line(format.OnlyNames == true ? Names(alert) : SourceLine(alert, texts));
        if (Authors(alert, texts) is { } authors)
            tail = tail.Line(authors);
        if (alert.AlsoAt.Count > 0)
            tail = AlsoAt(tail.Line(texts.Alert.AlsoAt), alert, texts);
        if (format.Categories != false && Hashtags(alert.Categories) is { Length: > 0 } tags)
            tail = tail.Line(tags);
        return SwitchedOff(alert.SwitchedOff, texts, form.TakesCommands) is { } off ? tail.Line().Italic(off) : tail;
    }

    /// <summary>Returns the title, which is never blank: a placeholder replaces a title without visible characters.</summary>
    public static string TitleOf(AlertMessage alert, ChatTexts texts) =>
        ChatText.HasWords(alert.Title) ? OneLine(alert.Title) : texts.Alert.Untitled;

    /// <summary>
    /// Returns the audible reply to an alert: its subject has ended, or has not ended after all. It never names the person, whose
    /// data will be removed.
    /// </summary>
    public static ChatText Announcement(AlertMessage alert, TextForm? form = null)
    {
        var texts = ChatTexts.For(alert.Language);
        var isOver = alert.Kind == AlertKind.Ended;
        var text = ChatText.Empty.Bold(isOver ? Mark(alert, texts)! : $"🚨 {texts.Alert.NotEnded}");
        if ((isOver ? texts.Alert.EndedNote(alert.EndedAs) : texts.Alert.NotEndedNote) is { } note)
            text = text.Line(note);
        if (form?.Earlier is { } earlier)
            text = text.Line(texts.Alert.SentEarlier(When(earlier, texts)));
        var category = alert.Category is { } name ? ChatText.Shorten(OneLine(name), MaxName) : null;
        return text.Line(
            texts.Alert.EndedWhich(category, Time(alert, texts), ChatText.Shorten(OneLine(alert.SourceName), MaxName)));
    }

    /// <summary>Returns which patterns of the reader's filter are off; null if the whole filter applies.</summary>
    public static string? SwitchedOff(IReadOnlyList<string> patterns, ChatTexts texts, bool takesCommands = true)
    {
        if (patterns.Count == 0)
            return null;
        var off = texts.Alert.PatternsOff(
            string.Join(texts.Alert.Comma, patterns.Take(3).Select(pattern => ChatText.Shorten(pattern, MaxPattern))));
        return takesCommands ? off + texts.Alert.ChangePatterns : off;
    }

    /// <summary>Returns the note of a retraction. It says so if the message may not have arrived.</summary>
    public static string WithdrawnNote(AlertMessage alert, ChatTexts texts) =>
        alert.MayBeUnseen && alert.TakenDownBecause is null ? texts.SourceSays(alert) + texts.Alert.WithdrawnPerhapsSeen
            : texts.GoneNote(alert);

    /// <summary>Returns one entry of a list: the title as a link, then source and time.</summary>
    public static ChatText InList(AlertMessage alert)
    {
        var mark = alert.Kind == AlertKind.Ended
            ? Mark(alert, ChatTexts.For(alert.Language)) + " · " : alert.Priority == Priority.Urgent ? "🚨 " : "";
        return ChatText.From(mark)
            .Link(ChatText.Shorten(TitleOf(alert, ChatTexts.For(alert.Language)), 100), alert.Url, ChatStyle.Bold)
            .Line(SourceLine(alert, ChatTexts.For(alert.Language)));
    }

    /// <summary>Returns the mark of an article that its source or the operator took away.</summary>
    public static string Gone(AlertMessage alert, ChatTexts texts) =>
        alert.TakenDownBecause is null ? texts.Withdrawn : texts.Alert.TakenDown;

    /// <summary>Returns the mark above the title; null if there is none.</summary>
    public static string? Mark(AlertMessage alert, ChatTexts texts) => alert switch
    {
        { Kind: AlertKind.Withdrawn } => $"⛔ {Gone(alert, texts)}",
        { Kind: AlertKind.Ended } => $"{AlertEndSign.For(alert.EndedAs ?? AlertEnd.SearchOver)} {texts.Alert.Ended(alert.EndedAs)}",
        { Kind: AlertKind.Corrected, Priority: Priority.Urgent } => $"🚨 {texts.Urgent} · ✏️ {texts.Corrected}",
        { Kind: AlertKind.Corrected } => $"✏️ {texts.Corrected}",
        { Kind: AlertKind.Restored, Priority: Priority.Urgent } => $"🚨 {texts.Urgent} · ↩️ {texts.Alert.Restored}",
        { Kind: AlertKind.Restored } => $"↩️ {texts.Alert.Restored}",
        { Kind: AlertKind.New or AlertKind.AlsoAt } => alert.Priority == Priority.Urgent ? $"🚨 {texts.Urgent}" : null,
        _ => throw new System.Diagnostics.UnreachableException($"no mark for {alert.Kind}"),
    };

    public static string SourceLine(AlertMessage alert, ChatTexts texts)
    {
        var source = ChatText.Shorten(OneLine(alert.SourceName), MaxName);
        var origin = ChatText.Shorten(OneLine(alert.OriginName ?? ""), MaxName);
        var line = HasOrigin(source, origin) ? texts.SourceVia(origin, source) : texts.Source(source);
        return Time(alert, texts) is { } time ? $"{line} · {time}" : line;
    }

    /// <summary>Returns the shortest attribution, which no format leaves out: the names of the source and of the origin.</summary>
    public static string Names(AlertMessage alert)
    {
        var source = ChatText.Shorten(OneLine(alert.SourceName), MaxName);
        var origin = ChatText.Shorten(OneLine(alert.OriginName ?? ""), MaxName);
        return HasOrigin(source, origin) ? $"— {origin} · {source}" : $"— {source}";
    }

    /// <summary>Returns the line about the authors; null if there are none or the format does not name them.</summary>
    public static string? Authors(AlertMessage alert, ChatTexts texts) =>
        alert.ShownAs.Authors == true && alert.Authors.Where(ChatText.HasWords).Take(MaxAuthors).ToList() is { Count: > 0 } authors
            ? texts.Format.Authors(string.Join(
                texts.Alert.Comma, authors.Select(author => ChatText.Shorten(OneLine(author), MaxName))))
            : null;

    // A site that names itself as the origin reprints nothing: 本地新闻_古镇在线 is a part of 古镇在线.
    private static bool HasOrigin(string source, string origin) => origin.Length > 0 && !IsPartOf(source, origin);

    private static bool IsPartOf(string source, string origin) =>
        source.Split(['_', '-', '–', '—', '|', '｜', '·', '»', '>', '/'], StringSplitOptions.TrimEntries)
            .Append(source).Contains(origin, StringComparer.OrdinalIgnoreCase);

    /// <summary>Returns the time, or the day if no more is known. A service without a time zone of its own says so.</summary>
    public static string? Time(AlertMessage alert, ChatTexts texts) =>
        alert.PublishedAt?.ToString(alert.PublishedHasTime ? texts.MinuteFormat : texts.DayFormat, texts.Culture)
        + (alert is { PublishedAt.Offset.Ticks: 0, PublishedHasTime: true } ? " UTC" : "") is { Length: > 0 } time ? time : null;

    /// <summary>Returns the time if it is today, otherwise the day; null if nothing is known.</summary>
    public static string? ShortTime(AlertMessage alert, ChatTexts texts, DateTimeOffset now) => alert switch
    {
        { PublishedAt: not { } } => null,
        { PublishedAt: { } at, PublishedHasTime: true } when at.Date == now.ToOffset(at.Offset).Date =>
            at.ToString(texts.Alert.ClockFormat, texts.Culture),
        { PublishedAt: { } at } => at.ToString(texts.Alert.ShortDayFormat, texts.Culture),
    };

    private static string Hashtags(IReadOnlyList<string> categories) =>
        string.Join(
            ' ', categories.Take(MaxCategories).Select(Hashtag).Where(tag => tag.Length > 1).Distinct(StringComparer.OrdinalIgnoreCase));

    private static string Hashtag(string name)
    {
        var tag = new StringBuilder("#");
        foreach (var rune in name.EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune))
                tag.Append(rune.ToString());
            else if (Rune.IsWhiteSpace(rune) || rune.Value is '-' or '_')
                tag.Append('_');
        }

        return ChatText.Shorten(tag.ToString(), MaxName).TrimEnd('…');
    }

    public static ChatText AlsoAt(ChatText text, AlertMessage alert, ChatTexts texts)
    {
        foreach (var (index, other) in alert.AlsoAt.Take(MaxAlsoAt).Index())
            text = (index == 0 ? text : text.Add(texts.Alert.Comma)).Link(ChatText.Shorten(OneLine(other.Name), MaxName), other.Url);
        return text;
    }

    public static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
