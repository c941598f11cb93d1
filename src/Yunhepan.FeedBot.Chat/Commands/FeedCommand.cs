using Yunhepan.FeedBot.Alerts.Subscribers;
using Yunhepan.FeedBot.Chat.Text;

namespace Yunhepan.FeedBot.Chat.Commands;

/// <c>/feed</c>: gives the chat's subscriptions as a private feed; <c>feed new</c> changes its secret address.
internal sealed class FeedCommand(PrivateFeedTokens tokens, PrivateFeedFormats formats) : IChatCommand
{
    public string Name => "feed";

    public IReadOnlyList<string> Aliases => ["订阅地址", "订阅源", "rss"];

    public string Describe(ChatTexts texts) => texts.Settings.FeedDescription;

    public async Task<CommandReply> ExecuteAsync(CommandRequest request, CancellationToken cancellationToken)
    {
        var (chat, texts) = (request.Subscriber, request.Texts.Settings);
        if (tokens.SiteAddress is not { } address)
            return CommandReply.Say(texts.FeedNotHere);
        var renews = request.Argument is "new" or "换" or "換";
        var token = renews ? await tokens.RenewAsync(chat, cancellationToken) : await tokens.GetAsync(chat, cancellationToken);
        var text = ChatText.Empty.Bold(texts.FeedTitle).Line(texts.FeedHint);
        foreach (var extension in formats.Extensions)
        {
            var url = $"{address}/feeds/my/{token}.{extension}";
            text = text.Line().Line().Link(url, url);
        }

        return new CommandReply
        {
            Text = text,
            Keyboard = ChatKeyboard.Row(ChatButton.Say(texts.FeedRenew, "feed new")),
            Notice = renews ? texts.FeedRenewed : request.Argument.Length == 0 ? null
                : request.Texts.Unclear(request.Texts.Quote(ChatText.Shorten(request.Argument, 40))),
            Place = request.IsButton && renews ? ReplyPlace.ReplacesMessage : ReplyPlace.NewMessage,
        };
    }
}
