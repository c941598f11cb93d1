using Yunhepan.FeedBot.Alerts.Subscribers;
using Yunhepan.FeedBot.Catalogue.Reading;
using Yunhepan.FeedBot.Chat.Text;

namespace Yunhepan.FeedBot.Chat.Commands;

/// <c>/zone Asia/Shanghai</c>, <c>时区 上海</c>: sets the time zone of the chat.
internal sealed class ZoneCommand(ChatSettings settings, SettingsPage page) : IChatCommand
{
    private static readonly string[] Zones =
    [
        "Asia/Shanghai", "Asia/Hong_Kong", "Asia/Tokyo", "Asia/Singapore", "Europe/London", "Europe/Berlin", "America/New_York",
        "America/Los_Angeles",
    ];

    private static readonly Dictionary<string, string> Cities = new()
    {
        ["北京"] = "Asia/Shanghai", ["上海"] = "Asia/Shanghai", ["中国"] = "Asia/Shanghai", ["香港"] = "Asia/Hong_Kong",
        ["台北"] = "Asia/Taipei", ["东京"] = "Asia/Tokyo", ["首尔"] = "Asia/Seoul", ["新加坡"] = "Asia/Singapore",
        ["伦敦"] = "Europe/London", ["巴黎"] = "Europe/Paris", ["柏林"] = "Europe/Berlin", ["莫斯科"] = "Europe/Moscow",
        ["纽约"] = "America/New_York", ["洛杉矶"] = "America/Los_Angeles", ["悉尼"] = "Australia/Sydney",
    };

    public string Name => "zone";

    public IReadOnlyList<string> Aliases => ["时区", "timezone", "time-zone", "tz"];

    public bool IsListed => false;

    public bool IsSetting => true;

    public string Describe(ChatTexts texts) => texts.Settings.ZoneButton;

    public async Task<CommandReply> ExecuteAsync(CommandRequest request, CancellationToken cancellationToken)
    {
        var (texts, zone) = (request.Texts.Settings, request.Argument);
        if (zone.Length == 0)
            return CommandReply.Say(
                texts.ZoneQuestion, ChatKeyboard.Grid(Zones.Select(each => ChatButton.Say(each, $"zone {each}")), 2));
        if (await settings.SetTimeZoneAsync(request.Subscriber, Cities.GetValueOrDefault(Words.Plain(zone), zone), cancellationToken))
            return await page.ShowAsync(request, texts.Saved, cancellationToken);
        var near = Suggestion.Nearest(
            zone.Replace(' ', '_'),
            TimeZoneInfo.GetSystemTimeZones().Where(each => each.HasIanaId)
                .SelectMany(each => (IEnumerable<(string, string)>)[(each.Id, each.Id), (each.Id.Split('/')[^1], each.Id)]),
            DidYouMean.Most);
        return CommandReply.Say(
            texts.ZoneUnknown(ChatText.Shorten(zone, 40)) + DidYouMean.Question(request.Texts, near),
            ChatKeyboard.Grid(near.Select(each => ChatButton.Say(each, $"zone {each}")), 1));
    }
}
