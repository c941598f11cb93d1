using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Alerts.Storage;

namespace Yunhepan.FeedBot.Alerts.Privacy;

/// <summary>
/// Writes all that is stored about a chat as one JSON document: its rows as they are, so that a new column cannot be forgotten.
/// Scoped, like its context.
/// </summary>
public sealed class ChatExport(AlertsDb db, TimeProvider time)
{
    /// <summary>The most receipts of one file, the newest; the file says how many are left out.</summary>
    public const int MostReceipts = 20_000;

    private static readonly JsonSerializerOptions Written = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        Converters = { new JsonStringEnumConverter() },
    };

    public async Task<byte[]> WriteAsync(Subscriber chat, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(chat);
        var id = chat.Id;
        var follows = await ReadAsync(db.Subscriptions.Where(s => s.SubscriberId == id));
        var filters = follows.Select(s => s.FilterId).OfType<long>().Distinct().ToArray();
        var formats = follows.Select(s => s.FormatId).Append(chat.FormatId).OfType<long>().Distinct().ToArray();
        var receipts = db.Receipts.Where(r => r.SubscriberId == id);
        var count = await receipts.CountAsync(cancellationToken);
        var transcript = await ReadAsync(db.Transcript.Where(e => e.ChatId == chat.ChatId).OrderBy(e => e.Id));
        return JsonSerializer.SerializeToUtf8Bytes(
            new
            {
                ExportedAt = time.GetUtcNow(),
                Chat = chat,
                Subscriptions = follows,
                Filters = await ReadAsync(db.Filters.Where(f => filters.Contains(f.Id))),
                Formats = (await ReadAsync(db.Formats.Where(f => formats.Contains(f.Id))))
                    .Select(f => new { f.Id, Format = Parsed(f.Key) }),
                Receipts = await ReadAsync(receipts.OrderByDescending(r => r.SentAt).Take(MostReceipts)),
                ReceiptsLeftOut = Math.Max(0, count - MostReceipts),
                Waiting = await ReadAsync(db.Deferred.Where(d => d.SubscriberId == id)),
                Absences = await ReadAsync(db.Absences.Where(a => a.SubscriberId == id)),
                MergedChats = await ReadAsync(db.MergedChats.Where(m => m.Into == id)),
                AddedSources = await ReadAsync(db.AddedSources.Where(s => s.SubscriberId == id)),
                ToldSources = await ReadAsync(db.ToldSources.Where(t => t.SubscriberId == id)),
                RemovedSources = await ReadAsync(db.LeftSources.Where(l => l.SubscriberId == id)),
                Imports = await ReadAsync(db.SourceImports.Where(i => i.SubscriberId == id)),
                UndoSteps = (await ReadAsync(db.UndoSteps.Where(u => u.SubscriberId == id)))
                    .Select(u => new { u.At, Before = Parsed(u.Before) }),
                ManagedChats = await ReadAsync(db.ManagedChats.Where(m => m.PersonId == id || m.ChatId == id)),
                OpenQuestions = await ReadAsync(db.OpenQuestions.Where(q => q.SubscriberId == id)),
                Questions = await ReadAsync(db.Questions.Where(q => q.SubscriberId == id)),
                QuestionPosts = await ReadAsync(
                    db.QuestionPosts.Where(p => db.Questions.Any(q => q.Id == p.QuestionId && q.SubscriberId == id))),
                QuestionMessages = await ReadAsync(db.QuestionDeliveries.Where(d => d.SubscriberId == id)),
                QuestionBlocks = await ReadAsync(db.QuestionBlocks.Where(b => b.SubscriberId == id)),
                // Whoever reads the file must not be able to disturb the devices.
                PushDevices = (await ReadAsync(db.PushDevices.Where(d => d.ChatId == chat.ChatId)))
                    .Select(d => new { PushService = new Uri(d.Endpoint).Host, d.Level, d.CreatedAt, d.AcceptedAt, d.Failures }),
                Messages = transcript.Select(e => new { e.Id, e.At, e.Side, e.Kind, Message = Parsed(e.Json) }),
            },
            Written);

        Task<List<T>> ReadAsync<T>(IQueryable<T> rows)
            where T : class => rows.AsNoTracking().ToListAsync(cancellationToken);
    }

    private static JsonElement Parsed(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }
}
