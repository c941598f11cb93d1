using System.CommandLine;
using System.Runtime.CompilerServices;
using Yunhepan.FeedBot.Alerts.Auditing;

namespace Yunhepan.FeedBot.Cli;

/// <c>trace ARTICLE</c>: shows what happened to an article's alerts over all chats; <c>--chats</c> lists each chat.
internal static class TraceCommand
{
    private static readonly Argument<string[]> Named = ServiceOptions.AskedArticles("ARTICLE");
    private static readonly Option<bool> Chats = new("--chats") { Description = "A line for each chat too." };

    public static Command Create()
    {
        var command = ReportCommand.Create(
            "trace",
            "Shows the outcome of an article's alerts: how many chats received each, how many wait, how many did not receive it, and why.",
            (parsed, services, ct) => ReadAsync(services, string.Join(' ', parsed.GetValue(Named)!), parsed.GetValue(Chats), ct));
        command.Add(Named);
        command.Add(Chats);
        return command;
    }

    private static async IAsyncEnumerable<ReportLine> ReadAsync(
        IServiceProvider services, string named, bool withChats, [EnumeratorCancellation] CancellationToken ct)
    {
        var traces = services.GetRequiredService<AlertTraces>();
        var asked = await AskedArticle.FindAsync(services, named, ct);
        if (asked.Count > 1)
            yield return new($"{asked.Count} articles are known as {named}:");
        foreach (var (article, by) in asked)
        {
            yield return new($"\"{article.Title}\" ({(by is null ? "" : by + ", ")}{article.PublicId})");
            var alerts = await traces.ReadAsync(article, ct);
            if (alerts.Count == 0)
                yield return new(
                    $"It has raised no alert: it was listed at the first poll of its source, was too old, or has not been processed yet.");
            foreach (var alert in alerts)
            {
                yield return Line(alert);
                if (!withChats)
                    continue;
                await foreach (var delivery in traces.DeliveriesAsync(alert.Alert, ct))
                    yield return Line(delivery);
            }
        }
    }

    private static ReportLine Line(TracedAlert alert)
    {
        var counts = alert.Outcomes.Select(o => $"{o.Key} {o.Value}").Concat(alert.Waiting.Select(w => $"waiting ({w.Key}) {w.Value}"));
        var became = string.Join(", ", counts.DefaultIfEmpty("nobody"));
        var open = alert.OpenFanOuts > 0 ? $"; {alert.OpenFanOuts} accounts are still sending" : "";
        return new($"alert {alert.Alert}  {Times.Write(alert.RaisedAt)}  {alert.What}, {alert.Priority}: {became}{open}") { Data = alert };
    }

    private static ReportLine Line(TracedDelivery delivery)
    {
        var became = delivery.Outcome?.ToString() ?? $"waits: {delivery.Hold}";
        var topic = delivery.TopicName ?? "the message it has";
        return new($"{delivery.Label}  {became}  {Times.Write(delivery.At)}  for {topic}  {delivery.MessageId} {delivery.Reason}", 1)
        {
            Data = delivery,
        };
    }
}
