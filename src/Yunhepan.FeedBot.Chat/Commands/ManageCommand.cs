using System.Globalization;
using Yunhepan.FeedBot.Alerts.Subscribers;
using Yunhepan.FeedBot.Chat.Text;

namespace Yunhepan.FeedBot.Chat.Commands;

/// <summary>
/// <c>/manage</c>: the groups and channels that a person sets up from the private chat. The platform lets the person pick one
/// (<c>manage +</c>) and names it (<c>manage = -100… title</c>); its buttons are those of <see cref="InAction"/>.
/// </summary>
internal sealed class ManageCommand(ManagedChats chats, SubscriberStore subscribers) : IChatCommand
{
    private const string Another = "+";
    private const string Picked = "= ";

    public string Name => "manage";

    public IReadOnlyList<string> Aliases => ["管理群", "管理频道", "管理群和频道", "我的群", "我的频道"];

    public IReadOnlyList<string> LoneWords => ["管理"];

    public string Describe(ChatTexts texts) => texts.Places.ManageDescription;

    /// <summary>Returns the words for a chat that the person picked on the platform.</summary>
    public static string PickedWords(long chatId, string? title) =>
        string.Create(CultureInfo.InvariantCulture, $"manage {Picked}{chatId} {title}");

    public async Task<CommandReply> ExecuteAsync(CommandRequest request, CancellationToken cancellationToken)
    {
        var texts = request.Texts.Places;
        if (request.Keeping is not { } keeping)
            return CommandReply.Say(texts.ManageNotHere);
        if (request.Argument.StartsWith(Picked, StringComparison.Ordinal))
            return await PickAsync(request, keeping, request.Argument[Picked.Length..], cancellationToken);
        var managed = request.Argument == Another ? [] : await chats.ListAsync(request.Subscriber, cancellationToken);
        if (managed.Count == 0)
            return CommandReply.Say(request.Argument == Another ? texts.ManagePick : texts.ManageEmpty) with
            {
                Picks = (texts.PickChannel, texts.PickGroup),
            };
        return new CommandReply
        {
            Text = ChatText.Empty.Bold(texts.ManageTitle),
            Keyboard = ChatKeyboard.Grid(managed.Select(chat => ChatButton.Say(InAction.NameOf(chat), InAction.For(chat, ""))), 1)
                .Then(ChatButton.Say(texts.PickAnother, $"{Name} {Another}")),
        };
    }

    private async Task<CommandReply> PickAsync(
        CommandRequest request, ChatKeeping keeping, string picked, CancellationToken cancellationToken)
    {
        var (id, title) = Words.First(picked);
        if (!long.TryParse(id, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) || number >= 0)
            return CommandReply.Say(request.Texts.Places.ChatUnknown);
        var address = request.Subscriber.Address with { ChatId = number.ToString(CultureInfo.InvariantCulture), ThreadId = null };
        var known = await subscribers.FindAsync(address, cancellationToken);
        var name = title.Length > 0 ? title : known?.Name ?? id;
        var right = await keeping.RightIn(address, cancellationToken);
        if (InAction.Refusal(request.Texts, right, name) is { } refusal)
            return refusal;
        var chat = await subscribers.ArriveAsync(address, known?.Language ?? request.Subscriber.Language, cancellationToken, name);
        await chats.AddAsync(request.Subscriber, chat, cancellationToken);
        return InAction.Card(request, chat);
    }
}
