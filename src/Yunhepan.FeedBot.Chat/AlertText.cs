using System.Globalization;
using System.Text;
using Yunhepan.FeedBot.Alerts;
using Yunhepan.FeedBot.Chat.Text;

namespace Yunhepan.FeedBot.Chat;

/// <summary>An alert as a reader sees it: what it is, what it says, who says so and when.</summary>
internal static class AlertText
{
    private const int MaxTitle = 200;
    private const int MaxSummary = 300;
    private const int MaxChange = 200;
    private const int MaxName = 60;
    private const int MaxCategories = 5;
    private const int MaxAlsoAt = 8;
    private const int MaxPattern = 30;

    public static ChatText Of(AlertMessage alert)
    {
        var texts = ChatTexts.For(alert.Language);
        var title = ChatText.Shorten(OneLine(alert.Title), MaxTitle);
        var text = Mark(alert, texts) is { Length: > 0 } mark ? ChatText.Empty.Bold(mark).Line() : ChatText.Empty;
        if (alert.Kind == AlertKind.Withdrawn)
            return text.Strike(title).Line().Line(WithdrawnNote(alert, texts)).Line(SourceLine(alert, texts));

        text = text.Link(title, null, ChatStyle.Bold);
        if (alert.Kind == AlertKind.Corrected)
            text = alert.Changes.Aggregate(text, (all, change) => all.Line().Italic("✎ " + ChatText.Shorten(OneLine(change), MaxChange)));
        if (alert.MayBeUnseen)
            text = text.Line().Line(texts.Alert.ReplacesEarlier);
        if (Summary(alert, title) is { } summary)
            text = text.Line().Line(summary);
        text = text.Line().Line(SourceLine(alert, texts));
        if (alert.AlsoAt.Count > 0)
            text = AlsoAt(text.Line(texts.Alert.AlsoAt), alert, texts);
        if (alert.Categories.Count > 0)
            text = text.Line(Hashtags(alert.Categories));
        return SwitchedOff(alert.SwitchedOff, texts) is { } off ? text.Line().Italic(off) : text;
    }

    /// <summary>Why what comes may not be what its reader's filter wants; null when all of the filter is in force.</summary>
    public static string? SwitchedOff(IReadOnlyList<string> patterns, ChatTexts texts) => patterns.Count == 0
        ? null
        : texts.Alert.PatternsOff(string.Join(texts.Alert.Comma, patterns.Take(3).Select(pattern => ChatText.Shorten(pattern, MaxPattern))));

    /// <summary>Of one that may not have arrived, a retraction says so.</summary>
    public static string WithdrawnNote(AlertMessage alert, ChatTexts texts) =>
        alert.MayBeUnseen && alert.TakenDownBecause is null ? texts.Alert.WithdrawnPerhapsSeen : texts.GoneNote(alert);

    /// <summary>One entry of a list: the title as a link, then source and time.</summary>
    public static ChatText InList(AlertMessage alert)
    {
        var mark = alert.Priority == AlertPriority.Urgent ? "🚨 " : "";
        return ChatText.Of(mark)
            .Link(ChatText.Shorten(OneLine(alert.Title), 100), alert.Url, ChatStyle.Bold)
            .Line(SourceLine(alert, ChatTexts.For(alert.Language)));
    }

    /// <summary>Null when nothing marks it.</summary>
    public static string? Mark(AlertMessage alert, ChatTexts texts) => alert switch
    {
        { Kind: AlertKind.Withdrawn } => $"⛔ {texts.Withdrawn}",
        { Kind: AlertKind.Corrected, Priority: AlertPriority.Urgent } => $"🚨 {texts.Urgent} · ✏️ {texts.Corrected}",
        { Kind: AlertKind.Corrected } => $"✏️ {texts.Corrected}",
        { Priority: AlertPriority.Urgent } => $"🚨 {texts.Urgent}",
        _ => null,
    };

    public static string SourceLine(AlertMessage alert, ChatTexts texts)
    {
        var source = ChatText.Shorten(OneLine(alert.SourceName), MaxName);
        var origin = ChatText.Shorten(OneLine(alert.OriginName ?? ""), MaxName);
        var line = origin.Length == 0 || string.Equals(origin, source, StringComparison.OrdinalIgnoreCase)
            ? texts.Source(source)
            : texts.SourceVia(origin, source);
        return Time(alert, texts) is { } time ? $"{line} · {time}" : line;
    }

    public static string? Time(AlertMessage alert, ChatTexts texts) =>
        alert.PublishedAt?.ToString(alert.PublishedHasTime ? texts.MinuteFormat : texts.DayFormat, CultureInfo.InvariantCulture);

    /// <summary>The hour of today, the day of another day; null when nothing is known.</summary>
    public static string? ShortTime(AlertMessage alert, ChatTexts texts, DateTimeOffset now) => alert switch
    {
        { PublishedAt: not { } } => null,
        { PublishedAt: { } at, PublishedHasTime: true } when at.Date == now.ToOffset(at.Offset).Date =>
            at.ToString(texts.Alert.ClockFormat, CultureInfo.InvariantCulture),
        { PublishedAt: { } at } => at.ToString(texts.Alert.ShortDayFormat, CultureInfo.InvariantCulture),
    };

    /// <summary>The first sentence or so; null when it says no more than the title.</summary>
    public static string? Summary(AlertMessage alert, string title)
    {
        var summary = OneLine(alert.Summary ?? "");
        return summary.Length == 0 || string.Equals(summary.TrimEnd('。', '.', '…'), title.TrimEnd('。', '.', '…'), StringComparison.Ordinal)
            ? null
            : ChatText.Shorten(FirstSentence(summary), MaxSummary);
    }

    // A very short first sentence ("济南讯。") tells nothing: the next one is taken too.
    private static string FirstSentence(string summary)
    {
        const int enough = 20;
        for (var i = 0; i < summary.Length; i++)
        {
            var ends = summary[i] is '。' or '！' or '？' || (summary[i] is '.' or '!' or '?' && (i + 1 == summary.Length || summary[i + 1] == ' '));
            if (!ends)
                continue;
            // The closing quotation mark belongs to the sentence.
            var end = i + 1 < summary.Length && summary[i + 1] is '”' or '’' or '」' or '"' ? i + 2 : i + 1;
            if (end >= enough)
                return summary[..Math.Min(end, summary.Length)];
        }

        return summary;
    }

    private static string Hashtags(IReadOnlyList<string> categories) =>
        string.Join(' ', categories.Take(MaxCategories).Select(Hashtag).Where(tag => tag.Length > 1).Distinct(StringComparer.OrdinalIgnoreCase));

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

        return tag.ToString();
    }

    public static ChatText AlsoAt(ChatText text, AlertMessage alert, ChatTexts texts)
    {
        foreach (var (index, other) in alert.AlsoAt.Take(MaxAlsoAt).Index())
            text = (index == 0 ? text : text.Add(texts.Alert.Comma)).Link(ChatText.Shorten(OneLine(other.Name), MaxName), other.Url);
        return text;
    }

    public static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
