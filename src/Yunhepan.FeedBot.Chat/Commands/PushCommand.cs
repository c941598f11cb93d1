using Yunhepan.FeedBot.Alerts.Platforms;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Chat.Text;

namespace Yunhepan.FeedBot.Chat.Commands;

/// <summary><c>/push urgent</c>: sets of which messages the devices of a web chat are told when no page is open.</summary>
internal sealed class PushCommand(PushDevices devices) : IChatCommand
{
    private const string Platform = "web";

    private static readonly (string Word, PushLevel? Level)[] Choices =
        [("urgent", PushLevel.Urgent), ("sound", PushLevel.Sounding), ("all", PushLevel.All), ("off", null)];

    public string Name => "push";

    public IReadOnlyList<string> Aliases => ["系统通知", "推送"];

    public bool IsListed => false;

    public bool IsSetting => true;

    public string Describe(ChatTexts texts) => PushTexts.For(texts.Language).Description;

    public async Task<CommandReply> ExecuteAsync(CommandRequest request, CancellationToken cancellationToken)
    {
        var (chat, texts, words) = (request.Subscriber, PushTexts.For(request.Subscriber.Language), request.Argument);
        if (chat.Platform != Platform)
            return CommandReply.Say(texts.OnlyInTheWebChat);
        if (words.Length > 0)
        {
            if (Find(words) is not { } chosen)
                return CommandReply.Say(texts.NotUnderstood(request.Texts.Quote(ChatText.Shorten(words, 40))), Keyboard(texts, []));
            if (chosen.Level is { } level)
                await devices.SetLevelAsync(chat.ChatId, level, cancellationToken);
            else
                await devices.RemoveAsync(chat.ChatId, null, cancellationToken);
        }

        var all = await devices.ListAsync(chat.ChatId, cancellationToken);
        if (all.Count == 0)
            return At(request, CommandReply.Say(words.Length > 0 && Find(words) is { Level: null } ? texts.AllOff : texts.None));
        var lines = all.GroupBy(d => d.Level).OrderBy(g => g.Key).Select(g => texts.Devices(g.Count(), texts.Level(g.Key)));
        return At(request, CommandReply.Say(string.Join('\n', lines), Keyboard(texts, [.. all.Select(d => d.Level).Distinct()])));
    }

    private static CommandReply At(CommandRequest request, CommandReply reply) =>
        request is { IsButton: true, Argument.Length: > 0 } ? reply with { Place = ReplyPlace.ReplacesMessage } : reply;

    private static (string Word, PushLevel? Level)? Find(string words) => Words.Plain(words) switch
    {
        "urgent" or "紧急" or "只要紧急" or "只有紧急" or "urgentes" => Choices[0],
        "sound" or "sounds" or "会响的" or "有声音的" or "响" or "sonido" or "音" => Choices[1],
        "all" or "on" or "全部" or "所有" or "开" or "すべて" or "オン" or "todas" or "sí" => Choices[2],
        var other => ClockWords.IsOff(other) ? Choices[3] : null,
    };

    private static ChatKeyboard Keyboard(PushTexts texts, IReadOnlyList<PushLevel> now) => ChatKeyboard.Grid(
        Choices.Select(choice => ChatButton.Say(
            (choice.Level is { } level && now is [var only] && only == level ? "✓ " : "")
            + (choice.Level is { } named ? texts.Level(named) : texts.OffButton), $"push {choice.Word}")), 1);
}
