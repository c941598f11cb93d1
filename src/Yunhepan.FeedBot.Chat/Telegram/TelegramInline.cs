using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Telegram.Bot;
using Telegram.Bot.Exceptions;
using Telegram.Bot.Types;
using Telegram.Bot.Types.Enums;
using Telegram.Bot.Types.InlineQueryResults;
using Telegram.Bot.Types.ReplyMarkups;
using Yunhepan.FeedBot.Chat.Commands;
using Yunhepan.FeedBot.Chat.Text;

namespace Yunhepan.FeedBot.Chat.Telegram;

/// <summary>
/// Answers <c>@bot 词</c>, typed in any chat, with topics and articles to share. Telegram keeps a page for a minute and shows it to all
/// who type the same; so its language is that of the words, and nothing in it depends on who asks.
/// </summary>
internal sealed class TelegramInline(TelegramConnection connection, IServiceScopeFactory scopes)
{
    private const int CacheSeconds = 60;

    // Telegram shows it above the results; what it sends must not be empty.
    private const string OpenStart = "inline";

    public async Task AnswerAsync(InlineQuery query, CancellationToken cancellationToken)
    {
        var words = query.Query.Replace('\0', ' ').Trim();
        // Without words the reader's program decides, and the page is kept for this person alone.
        var language = words.Length == 0 ? ChatTexts.LanguageFor(query.From.LanguageCode)
            : SpokenLanguage.Guess(words);
        var page = int.TryParse(query.Offset, NumberStyles.None, CultureInfo.InvariantCulture, out var stated)
            ? Math.Min(stated, SharedFinder.MostPages - 1) : 0;
        await using var scope = scopes.CreateAsyncScope();
        var (items, hasMore) = await scope.ServiceProvider.GetRequiredService<SharedFinder>()
            .FindAsync(words, language, page, cancellationToken);
        var places = PlaceTexts.For(language);
        try
        {
            await connection.Calls.AnswerInlineQuery(
                query.Id, items.Select(Render), CacheSeconds, isPersonal: words.Length == 0,
                nextOffset: hasMore ? (page + 1).ToString(CultureInfo.InvariantCulture) : "",
                button: new InlineQueryResultsButton(items.Count == 0 && page == 0 ? places.SharedNothing : places.SharedOpen)
                {
                    StartParameter = OpenStart,
                },
                cancellationToken: cancellationToken);
        }
        catch (ApiRequestException e) when (e.ErrorCode == 400
            && e.Message.Contains("query is too old", StringComparison.OrdinalIgnoreCase))
        {
            // The person typed on meanwhile, and nobody waits for the answer any more.
        }
    }

    private InlineQueryResult Render(SharedItem item)
    {
        List<InlineKeyboardButton> buttons = [];
        if (item is { Start: { } start, FollowLabel: { } label } && connection.Username is { Length: > 0 } bot)
            buttons.Add(InlineKeyboardButton.WithUrl(ChatText.Shorten(label, 40), $"https://t.me/{bot}?start={start}"));
        return new InlineQueryResultArticle(
            item.Id, ChatText.Shorten(item.Title, 100),
            new InputTextMessageContent(TelegramHtml.Render(item.Text))
            {
                ParseMode = ParseMode.Html,
                LinkPreviewOptions = new LinkPreviewOptions { IsDisabled = item.Url is null, Url = item.Url },
            })
        {
            Description = item.Description,
            ThumbnailUrl = ChatText.WebAddress(item.ImageUrl),
            ReplyMarkup = buttons.Count == 0 ? null : new InlineKeyboardMarkup(buttons),
        };
    }
}
