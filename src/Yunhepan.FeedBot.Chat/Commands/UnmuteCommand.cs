using Yunhepan.FeedBot.Chat.Text;

namespace Yunhepan.FeedBot.Chat.Commands;

/// <c>/unmute 新闻</c> ends one mute; without an argument it ends all of them and the pause.
internal sealed class UnmuteCommand(Silences silences) : IChatCommand
{
    public string Name => "unmute";

    public IReadOnlyList<string> Aliases => ["取消静音", "解除静音", "取消屏蔽"];

    public bool IsSetting => true;

    public string Describe(ChatTexts texts) => texts.Settings.UnmuteDescription;

    public Task<CommandReply> ExecuteAsync(CommandRequest request, CancellationToken cancellationToken) =>
        request.Argument.Length == 0 ? silences.EndAllAsync(request, cancellationToken)
            : silences.EndAsync(request, request.Argument, cancellationToken);
}

/// <c>/resume</c> ends the pause of all alerts; <c>/resume 新闻</c> ends one mute.
internal sealed class ResumeCommand(Silences silences) : IChatCommand
{
    public string Name => "resume";

    public IReadOnlyList<string> Aliases => ["恢复提醒", "继续提醒", "马上恢复"];

    public IReadOnlyList<string> LoneWords => ["恢复", "继续"];

    public bool Resumes => true;

    public bool IsSetting => true;

    public string Describe(ChatTexts texts) => texts.Settings.ResumeDescription;

    public async Task<CommandReply> ExecuteAsync(CommandRequest request, CancellationToken cancellationToken)
    {
        if (request.Argument.Length == 0)
            return await silences.ResumeAsync(request, cancellationToken);
        var reply = await silences.EndAsync(request, request.Argument, cancellationToken);
        return request.IsBack ? reply with { Notice = request.Texts.WelcomeBack } : reply;
    }
}
