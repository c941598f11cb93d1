using Yunhepan.FeedBot.Chat.Text;

namespace Yunhepan.FeedBot.Chat.Commands;

/// <summary>
/// <c>/settings</c>: shows all settings. Each has a command of its own and can also be set here: <c>settings limit 10</c>.
/// </summary>
internal sealed class SettingsCommand(SettingsPage page) : IChatCommand
{
    public string Name => "settings";

    public IReadOnlyList<string> Aliases => ["设置", "选项"];

    public string Describe(ChatTexts texts) => texts.Settings.SettingsDescription;

    public async Task<CommandReply> ExecuteAsync(CommandRequest request, CancellationToken cancellationToken)
    {
        if (request.Argument.Length == 0)
            return await page.ShowAsync(request, null, cancellationToken);
        List<IChatCommand> settings = [.. request.Commands.Where(command => command.IsSetting)];
        if (CommandNames.Find(settings, request.Argument) is var (setting, value))
            return await setting.ExecuteAsync(request with { Argument = value }, cancellationToken);
        var (what, _) = Words.First(request.Argument);
        var near = CommandNames.Near(settings, what, request.Texts, DidYouMean.Most);
        var shown = request.Texts.Settings.SettingUnknown(ChatText.Shorten(request.Argument, 40));
        return await page.ShowAsync(
            request, shown + DidYouMean.Question(
                request.Texts, [.. near.Select(c => CommandNames.Spoken(c, request.Texts))]),
            cancellationToken);
    }
}
