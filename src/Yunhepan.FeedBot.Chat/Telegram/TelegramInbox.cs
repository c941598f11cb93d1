using System.Text.Json;
using Microsoft.Extensions.Options;
using Telegram.Bot;
using Telegram.Bot.Exceptions;
using Telegram.Bot.Types;
using Telegram.Bot.Types.Enums;

namespace Yunhepan.FeedBot.Chat.Telegram;

/// <summary>Reads updates in order. An update that cannot be read is skipped alone, not with its batch.</summary>
internal sealed class TelegramInbox(TelegramConnection connection, IOptions<TelegramOptions> options, TelegramAnswering answering)
{
    private const int Batch = 100;

    // One update that is nested too deep to be read must not hide the others.
    private static readonly JsonDocumentOptions Deep = new() { MaxDepth = 4096 };

    /// <summary>The kinds of updates that are answered.</summary>
    public static readonly UpdateType[] Wanted =
    [
        UpdateType.Message, UpdateType.EditedMessage, UpdateType.CallbackQuery, UpdateType.MyChatMember, UpdateType.ChannelPost,
        UpdateType.InlineQuery,
    ];

    private int? _next;

    /// <param name="waits">True to wait for an update if there is none; false for an immediate response.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    public async Task<IReadOnlyList<Update>> ReadAsync(bool waits, CancellationToken cancellationToken)
    {
        var wait = waits ? options.Value.PollTimeout : TimeSpan.Zero;
        try
        {
            return await connection.Updates.GetUpdates(_next, Batch, (int)wait.TotalSeconds, Wanted, cancellationToken);
        }
        catch (RequestException e) when (e is not ApiRequestException && e.HttpStatusCode is System.Net.HttpStatusCode.OK)
        {
            return await ReadOneByOneAsync(cancellationToken);
        }
    }

    /// <summary>Marks updates as processed; the next read confirms them.</summary>
    public void Confirm(IReadOnlyList<Update> updates)
    {
        if (updates.Count > 0)
            _next = Math.Max(_next ?? 0, updates.Max(update => update.Id) + 1);
    }

    private async Task<IReadOnlyList<Update>> ReadOneByOneAsync(CancellationToken cancellationToken)
    {
        using var content = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["offset"] = (_next ?? 0).ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["limit"] = Batch.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["timeout"] = "0",
        });
        using var response = await connection.PollingHttp.PostAsync(connection.UpdatesUrl, content, cancellationToken);
        response.EnsureSuccessStatusCode();
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        using var json = await JsonDocument.ParseAsync(stream, Deep, cancellationToken);
        List<Update> updates = [];
        foreach (var element in json.RootElement.GetProperty("result").EnumerateArray())
        {
            if (TelegramAnswering.NumberOf(element) is { } number)
                updates.Add(answering.Read(number, element));
        }

        // What has no number cannot be confirmed, so Telegram is asked again, but not at once.
        return updates.Count > 0 ? updates : throw new InvalidDataException("the updates that Telegram has cannot be read");
    }
}
