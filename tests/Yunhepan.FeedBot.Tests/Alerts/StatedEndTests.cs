using System.Globalization;
using Yunhepan.FeedBot.Alerts.Delivery.Policy;
using Yunhepan.FeedBot.Alerts.Subscribers.Matching;

namespace Yunhepan.FeedBot.Tests.Alerts;

/// <summary>A warning holds until the end that it states.</summary>
public sealed class StatedEndTests
{
    // A Tuesday.
    private static readonly DateTimeOffset Published = new(2026, 11, 3, 16, 0, 0, TimeSpan.FromHours(8));

    private static readonly DateTimeOffset AtTen = new(2026, 11, 3, 10, 0, 0, TimeSpan.FromHours(8));

    [Theory]
    [InlineData("预计未来3小时降雨量将达100毫米。", "11-03 19:00")]
    [InlineData("未来三小时有雷雨大风。", "11-03 19:00")]
    [InlineData("今后两天有大雾。", "11-05 16:00")]
    [InlineData("预警有效时间：十二小时。", "11-04 04:00")]
    [InlineData("有效期至11月3日18时。", "11-03 18:00")]
    [InlineData("有效期至 １１月３日 １８：３０。", "11-03 18:30")]
    [InlineData("大风将持续到明天凌晨2时。", "11-04 02:00")]
    [InlineData("大风将持续到明晚8时。", "11-04 20:00")]
    [InlineData("大風將持續到明晚8點。", "11-04 20:00")]
    [InlineData("大风将持续到次日8时。", "11-04 08:00")]
    [InlineData("大风将持续到今晚8时。", "11-03 20:00")]
    [InlineData("大风将持续到今晚12时。", "11-04 00:00")]
    [InlineData("大风将持续到今天夜间2时。", "11-04 02:00")]
    [InlineData("大风将持续到今天夜间。", "11-04 08:00")]
    [InlineData("大风将持续到明天上午。", "11-04 12:00")]
    [InlineData("大风将持续到明天。", "11-05 00:00")]
    [InlineData("今天14时至明天20时有暴雨。", "11-04 20:00")]
    [InlineData("3日夜间到4日白天有暴雪，持续至5日。", "11-06 00:00")]
    [InlineData("In force for the next 6 hours.", "11-03 22:00")]
    [InlineData("Heavy rain is expected over the next six hours.", "11-03 22:00")]
    [InlineData("The warning remains in effect until 6 p.m.", "11-03 18:00")]
    [InlineData("Valid until 18:00 on 4 November.", "11-04 18:00")]
    [InlineData("In effect until 6 pm CST tomorrow.", "11-04 18:00")]
    [InlineData("The advisory is in effect through Thursday evening.", "11-06 08:00")]
    [InlineData("The warning expires at 2:30 AM.", "11-04 02:30")]
    [InlineData("Warning in effect until November 5 at 9:00 a.m.", "11-05 09:00")]
    [InlineData("The watch ends at midnight.", "11-04 00:00")]
    public void An_end_is_read_in_the_words_of_warnings(string text, string end) =>
        Assert.Equal($"2026-{end}", $"{StatedEnd.Latest(FoldedText.Fold(text), Published):yyyy-MM-dd HH:mm}");

    [Theory]
    [InlineData("停水时间：11月5日8:00-12:00。", "11-05 12:00")]
    [InlineData("停水时间：11月5日8时至20时。", "11-05 20:00")]
    [InlineData("明日8:00-18:00停电检修。", "11-04 18:00")]
    [InlineData("明天白天到夜间有大风。", "11-05 08:00")]
    [InlineData("10日22:00-次日6:00交通管制。", "11-11 06:00")]
    [InlineData("11月10日22:00-6:00交通管制。", "11-11 06:00")]
    [InlineData("定于11月6日停水检修。时间：8:00-20:00。", "11-06 20:00")]
    [InlineData("今天14时至20时有暴雨。", "11-03 20:00")]
    [InlineData("今天20时到6时有大风。", "11-04 06:00")]
    [InlineData("今天8:00-17:00停水。因昨天管道爆裂，预计将持续到18:00。", "11-03 18:00")]
    [InlineData("因10月30日管道破裂，停水时间：8:00-20:00。", "11-03 20:00")]
    public void The_day_of_a_range_of_hours_stands_before_its_beginning(string text, string end) =>
        Assert.Equal($"2026-{end}", $"{StatedEnd.Latest(FoldedText.Fold(text), Published):yyyy-MM-dd HH:mm}");

    [Theory]
    [InlineData("2026-11-29", "停水时间为30日8时至1日8时。", "2026-12-01 08:00")]
    [InlineData("2026-12-31", "有效期至1月1日8时。", "2027-01-01 08:00")]
    [InlineData("2026-12-31", "The warning is in effect until 6 p.m. on January 2.", "2027-01-02 18:00")]
    public void A_day_that_has_passed_is_one_of_the_next_month_or_year(string published, string text, string end)
    {
        var noon = new DateTimeOffset(DateOnly.Parse(published, CultureInfo.InvariantCulture), new TimeOnly(12, 0), TimeSpan.FromHours(8));

        Assert.Equal(end, $"{StatedEnd.Latest(FoldedText.Fold(text), noon):yyyy-MM-dd HH:mm}");
    }

    [Theory]
    [InlineData("请注意防范，电话0537-2345678。")]
    [InlineData("发布时间：2026-11-03 15:30")]
    [InlineData("阵风7至8级，气温12-15度。")]
    [InlineData("截至目前无人伤亡。")]
    [InlineData("截至15时，降雨量已达80毫米。")]
    [InlineData("有效期至13月40日。")]
    [InlineData("The school is closed until 6 p.m.")]
    [InlineData("The wind blew at 60 km/h until noon.")]
    [InlineData("Call 555-0142 for help.")]
    public void What_states_no_end_limits_nothing(string text) => Assert.Null(StatedEnd.Latest(FoldedText.Fold(text), Published));

    [Theory]
    [InlineData("昨天夜间到今天早晨，我市普降暴雨，平均雨量80毫米。")]
    [InlineData("昨夜到今晨，城区最大雨量120毫米。")]
    [InlineData("昨晚至今天，山区出现大暴雨。")]
    [InlineData("昨天20时至8时，最大阵风9级。")]
    [InlineData("2日夜间到3日早晨出现大暴雨。")]
    [InlineData("截至今天上午，已转移群众300人。")]
    [InlineData("截至今日，3个乡镇受灾。")]
    [InlineData("截至3日，水位仍在上涨。")]
    [InlineData("强降雨一直持续到今晨。")]
    public void What_has_fallen_is_no_end_of_the_warning(string text) => Assert.Null(StatedEnd.Latest(FoldedText.Fold(text), AtTen));

    [Theory]
    [InlineData("今天上午到下午有雷雨大风。", "11-03 19:00")]
    [InlineData("大风将持续到今天上午。", "11-03 12:00")]
    [InlineData("有效期至今日。", "11-04 00:00")]
    [InlineData("昨天夜间到今天早晨普降暴雨，预计未来3小时仍有强降雨。", "11-03 13:00")]
    [InlineData("昨天夜间到明天白天有暴雨。", "11-05 00:00")]
    [InlineData("昨晚至今天20时有大风。", "11-03 20:00")]
    public void What_is_still_to_come_is_one(string text, string end) =>
        Assert.Equal($"2026-{end}", $"{StatedEnd.Latest(FoldedText.Fold(text), AtTen):yyyy-MM-dd HH:mm}");

    [Theory]
    [InlineData("2026-11-30T17:00Z", "大风将持续到今晚8时。", "2026-12-01T20:00+08:00")]
    [InlineData("2026-11-30T23:00Z", "大风将持续到今天中午。", "2026-12-01T12:00+08:00")]
    [InlineData("2026-11-30T21:00Z", "停水时间为30日8时至1日8时。", "2026-12-01T08:00+08:00")]
    public void Chinese_after_a_stamp_in_universal_time_goes_by_the_clock_of_its_readers(string published, string text, string end) =>
        Assert.Equal(At(end), StatedEnd.Latest(FoldedText.Fold(text), At(published)));

    [Theory]
    [InlineData("2026-11-30T16:00Z", "The warning remains in effect until 8 pm EDT.", "2026-11-30T20:00-04:00")]
    [InlineData("2026-12-01T05:00Z", "The warning remains in effect until midnight.", "2026-11-30T23:59-08:00")]
    [InlineData("2026-12-03T22:00Z", "The advisory is in effect through Thursday afternoon.", "2026-12-03T19:00-05:00")]
    public void English_after_a_stamp_in_universal_time_ends_not_too_early_nor_days_too_late(string published, string text, string end) =>
        Assert.InRange(StatedEnd.Latest(FoldedText.Fold(text), At(published))!.Value, At(end), At(end).AddDays(1));

    private static DateTimeOffset At(string stamp) => DateTimeOffset.Parse(stamp, CultureInfo.InvariantCulture);
}
