using Yunhepan.FeedBot.Alerts.Messages;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Chat.Text;

namespace Yunhepan.FeedBot.Chat.Messages;

/// <summary>
/// Writes a digest for its reader: a heading per category, a line per article, and the number of omitted articles.
/// </summary>
internal static class DigestText
{
    private const int MaxTitle = 80;
    private const int MaxName = 30;
    private const int MaxChange = 100;
    private const int MaxAlsoAt = 3;

    /// <summary>The length reserved for the last lines, except in a small message.</summary>
    private const int LastLines = 300;

    public static ChatText Render(DigestMessage digest, TextForm? form = null)
    {
        form ??= TextForm.Usual;
        var (texts, enough) = (ChatTexts.For(digest.Language), form.Room - Math.Min(LastLines, form.Room / 4));
        var text = ChatText.Empty.Bold($"{Icon(digest.Kind)} {Title(digest, texts)}");
        var shown = 0;
        foreach (var section in digest.Sections)
        {
            var heading = section.Name is { } name ? text.Line().Line().Bold(ChatText.Shorten(name, MaxTitle)) : text.Line();
            foreach (var article in section.Articles)
            {
                var longer = heading.Line("• ").Append(Entry(article, texts, digest.At));
                if (longer.Length > enough)
                    return Ended(text, digest, shown, form, texts);
                (text, heading) = (longer, longer);
                shown++;
            }
        }

        return Ended(text, digest, shown, form, texts);
    }

    public static ChatKeyboard Keyboard(DigestMessage digest)
    {
        var texts = ChatTexts.For(digest.Language);
        return ChatKeyboard.Row(ChatButton.Say(texts.ShowLatest, "latest 10"), ChatButton.Say(texts.Settings.Title, "settings"));
    }

    public static string Title(DigestMessage digest, ChatTexts texts)
    {
        var day = digest.At.ToString(texts.DayFormat, texts.Culture);
        return digest.Kind switch
        {
            DigestKind.Daily => texts.Alert.DailyDigest(day, digest.Count),
            DigestKind.Weekly => texts.Alert.WeeklyDigest(day, digest.Count),
            DigestKind.AfterQuiet => texts.Alert.AfterQuiet(digest.Count),
            DigestKind.CatchUp => texts.Alert.CatchUp(digest.Count),
            _ => throw new System.Diagnostics.UnreachableException($"unknown digest {digest.Kind}"),
        };
    }

    /// <summary>Returns how many articles are omitted, in words; null if none are.</summary>
    private static string? More(DigestMessage digest, int shown, TextForm form, ChatTexts texts) => digest.Count <= shown ? null
        : form.TakesCommands ? texts.Alert.AndMore(digest.Count - shown) : texts.Alert.AndMoreElsewhere(digest.Count - shown);

    private static ChatText Ended(ChatText text, DigestMessage digest, int shown, TextForm form, ChatTexts texts) =>
        new[] { More(digest, shown, form, texts), AlertText.SwitchedOff(digest.SwitchedOff, texts, form.TakesCommands) }.OfType<string>()
            .Aggregate(text, (all, word) => all.Line().Line().Italic(word));

    private static ChatText Entry(AlertMessage article, ChatTexts texts, DateTimeOffset now)
    {
        var title = ChatText.Shorten(AlertText.TitleOf(article, texts), MaxTitle);
        if (article.Kind is AlertKind.Withdrawn or AlertKind.Ended)
            return ChatText.From(AlertText.Mark(article, texts) + " · ").Append(AlertText.Over(article, title));
        var mark = (article.Priority == Priority.Urgent ? "🚨 " : "") + article.Kind switch
        {
            AlertKind.Corrected => $"✏️ {texts.Corrected} · ",
            AlertKind.Restored => $"↩️ {texts.Alert.Restored} · ",
            AlertKind.New or AlertKind.AlsoAt => "",
            _ => throw new System.Diagnostics.UnreachableException($"no mark for {article.Kind}"),
        };
        var time = AlertText.ShortTime(article, texts, now);
        var source = ChatText.Shorten(article.OriginName ?? article.SourceName, MaxName);
        var entry = ChatText.From(mark).Link(title, article.Url).Add(time is null ? $" · {source}" : $" · {source} · {time}");
        if (article.AlsoAt.Count > 0)
            entry = entry.Add($" · {texts.Alert.AlsoAt}{AlsoAt(article, texts)}");
        return article is { Kind: AlertKind.Corrected, Changes: [var change, ..] }
            ? entry.Line().Italic("✎ " + ChatText.Shorten(AlertText.OneLine(change), MaxChange))
            : entry;
    }

    // Only names, because the number of links is limited and a digest has many.
    private static string AlsoAt(AlertMessage article, ChatTexts texts) =>
        string.Join(
            texts.Alert.Comma, article.AlsoAt.Take(MaxAlsoAt).Select(other => ChatText.Shorten(AlertText.OneLine(other.Name), MaxName)))
        + (article.AlsoAt.Count > MaxAlsoAt ? "…" : "");

    private static string Icon(DigestKind kind) => kind switch
    {
        DigestKind.AfterQuiet => "📬",
        DigestKind.CatchUp => "🗂",
        DigestKind.Daily or DigestKind.Weekly => "📋",
        _ => throw new System.Diagnostics.UnreachableException($"unknown digest {kind}"),
    };
}
