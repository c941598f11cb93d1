using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Yunhepan.FeedBot.Articles.Log;
using Yunhepan.FeedBot.Articles.Storage;
using Yunhepan.FeedBot.Articles.Stories;
using Yunhepan.FeedBot.Articles.Subjects;
using Yunhepan.FeedBot.Catalogue;

namespace Yunhepan.FeedBot.Articles.Ending;

/// <summary>The options of the configuration section <c>Privacy</c>.</summary>
public sealed class PrivacyOptions
{
    /// <summary>The time after which picture, name and telephone of a person who was found are removed everywhere.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "3650.00:00:00")]
    public TimeSpan ForgetFoundAfter { get; set; } = TimeSpan.FromDays(3);
}

[OptionsValidator]
internal sealed partial class PrivacyOptionsValidator : IValidateOptions<PrivacyOptions>;

/// <summary>
/// Removes picture, name and telephone of missing people who were found from the store; the rest says that the search is over.
/// Messages and feeds follow through the log. Scoped.
/// </summary>
public sealed partial class PersonalData(
    ArticlesDb db, StoryJoiner stories, RevisionBell bell, IOptions<PrivacyOptions> options, TimeProvider time,
    ILogger<PersonalData> logger)
{
    private const int Batch = 50;
    private static readonly AlertEnd[] OfPersons = [AlertEnd.Found, AlertEnd.SearchOver];

    /// <returns>The number of articles.</returns>
    public async Task<int> ForgetAsync(CancellationToken cancellationToken)
    {
        var before = time.GetUtcNow() - options.Value.ForgetFoundAfter;
        var forgotten = 0;
        while (await ForgetBatchAsync(before, cancellationToken) is > 0 and var count)
            forgotten += count;
        if (forgotten == 0)
            return 0;
        bell.Ring();
        LogForgotten(forgotten);
        return forgotten;
    }

    private async Task<int> ForgetBatchAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        db.ChangeTracker.Clear();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.LockLogAsync(cancellationToken);
        var found = await db.Articles.Include(a => a.Log)
            .Where(a => a.EndedAt <= before && a.ForgottenAt == null && a.EndedAs != null && OfPersons.Contains(a.EndedAs.Value))
            .OrderBy(a => a.EndedAt).Take(Batch).ToListAsync(cancellationToken);
        if (found.Count == 0)
            return 0;
        var (number, now) = (await db.Revisions.MaxAsync(r => (long?)r.Number, cancellationToken) ?? 0, time.GetUtcNow());
        var ids = found.ConvertAll(a => a.Id);
        await db.Versions.Where(v => ids.Contains(v.ArticleId)).ExecuteDeleteAsync(cancellationToken);
        await db.UnsettledTexts.Where(u => ids.Contains(u.ArticleId)).ExecuteDeleteAsync(cancellationToken);
        foreach (var article in found)
        {
            Forget(article, now);
            // From now on an article that the operator took down is recognised by its hashes.
            await db.Takedowns.Where(t => t.PublicId == article.PublicId).ExecuteUpdateAsync(
                set => set.SetProperty(t => t.Title, article.Title).SetProperty(t => t.ContentText, "")
                    .SetProperty(t => t.ForgottenAt, now), cancellationToken);
            await db.OperatorActs.Where(a => a.PublicId == article.PublicId)
                .ExecuteUpdateAsync(set => set.SetProperty(a => a.Title, article.Title), cancellationToken);
            foreach (var revision in article.Log)
                revision.Changes.Clear();
            article.Revision = ++number;
            article.Log.Add(new Revision
            {
                Number = number, Kind = RevisionKind.Corrected, At = now, Alerting = true,
                Changes = [new ArticleChange(ChangedField.Private, "", "")],
            });
        }

        await stories.IndexAsync(found, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return found.Count;
    }

    private static void Forget(Article article, DateTimeOffset now)
    {
        var english = LanguageTag.IsEnglish(article.Language);
        // The search for a wanted person may be over, too.
        var wasMissing = article.EndedAs == AlertEnd.Found
            || AlertSubject.Read(article.Title, article.ContentText).Kind == SubjectKind.Missing;
        article.Title = (article.EndedAs == AlertEnd.Found, wasMissing, english) switch
        {
            (true, _, false) => "寻人信息（已找到）",
            (true, _, true) => "Missing person (found)",
            (false, true, false) => "寻人信息（搜寻已结束）",
            (false, true, true) => "Missing person (search over)",
            (false, false, false) => "提醒（搜寻已结束）",
            (false, false, true) => "Alert (search over)",
        };
        article.ContentText = english
            ? "The search is over. The name, picture and phone number have been removed."
            : "搜寻已经结束，姓名、照片和联系电话已删除。";
        article.ContentHtml = $"<p>{article.ContentText}</p>";
        article.Summary = article.ContentText;
        (article.ImageUrl, article.Editor, article.Section) = (null, null, null);
        (article.Attachments, article.Tags, article.Related, article.Authors) = ([], [], [], []);
        article.EndedReason = null;
        (article.ForgottenAt, article.ModifiedAt, article.ModifiedOrigin) = (now, now, null);
    }

    [LoggerMessage(
        Level = LogLevel.Information, Message = "Removed name, picture and telephone from {Count} articles about people who were found")]
    private partial void LogForgotten(int count);
}
