using Yunhepan.FeedBot.Alerts.Subscribers;
using Yunhepan.FeedBot.Chat.Text;

namespace Yunhepan.FeedBot.Chat.Commands;

/// <c>/sound off</c>, <c>声音 关</c>: sets whether messages make a sound; <c>silent on</c> is the inverse form.
internal sealed class SoundCommand(ChatSettings settings, SettingsPage page) : IChatCommand
{
    public string Name => "sound";

    public IReadOnlyList<string> Aliases => ["声音"];

    public bool IsListed => false;

    public bool IsSetting => true;

    public string Describe(ChatTexts texts) => texts.Settings.SoundButton;

    public Task<CommandReply> ExecuteAsync(CommandRequest request, CancellationToken cancellationToken) =>
        SetAsync(request, request.Argument, Sounds(request.Argument), cancellationToken);

    public async Task<CommandReply> SetAsync(CommandRequest request, string written, bool? sounds, CancellationToken cancellationToken)
    {
        if (written.Length == 0)
            return await page.ShowAsync(request, null, cancellationToken);
        if (sounds is null)
            return CommandReply.Say(request.Texts.Settings.SoundNotUnderstood(request.Texts.Quote(ChatText.Shorten(written, 40))));
        await settings.SetSilentAsync(request.Subscriber, !sounds.Value, cancellationToken);
        return await page.ShowAsync(request, request.Texts.Settings.Saved, cancellationToken);
    }

    public static bool? Sounds(string value) => ClockWords.IsOn(value) || Words.Plain(value) is "恢复" or "有" ? true
        : ClockWords.IsOff(value) || Words.Plain(value) is "静音" or "不响" or "无" ? false : null;
}

/// <c>silent on</c>: switches the sound off.
internal sealed class SilentCommand(SoundCommand sound) : IChatCommand
{
    public string Name => "silent";

    public IReadOnlyList<string> Aliases => ["不响", "全部不响"];

    public bool IsListed => false;

    public bool IsSetting => true;

    public string Describe(ChatTexts texts) => texts.Settings.SilenceButton;

    public Task<CommandReply> ExecuteAsync(CommandRequest request, CancellationToken cancellationToken) => sound.SetAsync(
        request, request.Argument.Length == 0 ? Name : request.Argument,
        request.Argument.Length == 0 ? false : !SoundCommand.Sounds(request.Argument), cancellationToken);
}
