using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Alerts.Subscribers.Matching;
using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Catalogue;

namespace Yunhepan.FeedBot.Alerts.Delivery.Policy;

/// <summary>
/// How long an urgent alert is worth sending: until the end that it states, otherwise for a time after publication that depends
/// on its kind. After that it is not sent from a backlog; sent messages stay as they are.
/// </summary>
internal static partial class Validity
{
    private static readonly TimeSpan OfWarnings = TimeSpan.FromHours(24);
    private static readonly TimeSpan OfSearches = TimeSpan.FromDays(14);

    // Cached, because it is needed for each chat of an audience but read from the text once.
    private static readonly ConditionalWeakTable<Article, KnownEnd> Known = [];

    public static bool IsOver(Article article, DateTimeOffset now) => Until(article) < now;

    /// <summary>
    /// Returns false for an alert that was withdrawn, ended or expired before it was sent, so that it is not sent.
    /// </summary>
    public static bool IsCurrent(this Alert alert, Article article, DateTimeOffset now) => alert.Kind switch
    {
        AlertKind.Withdrawn => true,
        AlertKind.New => article.WithdrawnAt is null && !article.HasEnded && !IsOver(article, now),
        AlertKind.Corrected or AlertKind.AlsoAt or AlertKind.Ended => article.WithdrawnAt is null,
        _ => throw new UnreachableException($"unexpected alert kind {alert.Kind}"),
    };

    /// <summary>Returns until when the article is worth sending; null if nothing limits it.</summary>
    public static DateTimeOffset? Until(Article article) =>
        article.Priority == Priority.Urgent ? Known.GetValue(article, a => new KnownEnd(Read(a))).Until : null;

    private static DateTimeOffset? Read(Article article)
    {
        var (title, published) = (FoldedText.Fold(article.Title), article.Published ?? article.FirstSeenAt);
        // A search may speak of the storm in which somebody went missing: it goes on when the storm is over.
        if (SearchTitle.IsMatch(title))
            return published + OfSearches + DayAlone(article);
        return !WarningTitle.IsMatch(title) ? null
            : StatedEnd.Latest(FoldedText.Fold(article.Title, article.AvailableText), published)
                ?? (Notices.IsMatch(title) ? null : published + OfWarnings + DayAlone(article));
    }

    // A day without a time may mean its last minute.
    private static TimeSpan DayAlone(Article article) => article.PublishedHasTime ? TimeSpan.Zero : TimeSpan.FromDays(1);

    [GeneratedRegex(
        @"预警|警报|特报|应急响应|风球|(?:雨|台风|气旋|大风|强风|烈风|暴风|雷暴|酷热|寒冷|霜冻|海啸|山泥倾泻)(?:警告|信号)"
        + @"|\bwarnings?\b|\badvisor(?:y|ies)\b"
        + @"|\b(?:storm|thunderstorm|flood|flooding|tornado|hurricane|typhoon|tsunami|wind|heat|fire|weather|snow|rain|gale|surge)"
            + @" (?:watch|alert)(?:es|s)?\b"
        + "|停水|停电|停气|管制", RegexOptions.None, 1_000)]
    private static partial Regex WarningTitle { get; }

    // These are published days in advance, so without a stated end nothing is known.
    [GeneratedRegex(@"停水|停电|停气|管制", RegexOptions.None, 1_000)]
    private static partial Regex Notices { get; }

    [GeneratedRegex(
        @"寻人|急寻|协寻|走失|失踪|失联|走丢|走散|下落不明|\bmissing\b|\blost (?:child|boy|girl)|\bamber alert\b", RegexOptions.None, 1_000)]
    private static partial Regex SearchTitle { get; }

    private sealed record KnownEnd(DateTimeOffset? Until);
}
