using Yunhepan.FeedBot.Chat.Commands;

namespace Yunhepan.FeedBot.Tests.Chat;

/// <summary>An hour is the one that people mean by it.</summary>
public sealed class ClockWordsTests
{
    [Theory]
    [InlineData("8:00", "08:00")]
    [InlineData("晚上12点", "00:00")]
    [InlineData("晚12点半", "00:30")]
    [InlineData("半夜12点", "00:00")]
    [InlineData("晚上10点", "22:00")]
    [InlineData("深夜11点", "23:00")]
    [InlineData("夜里2点", "02:00")]
    [InlineData("半夜11点", "23:00")]
    [InlineData("傍晚6点", "18:00")]
    [InlineData("中午1点", "13:00")]
    [InlineData("中午12点半", "12:30")]
    [InlineData("中午11点", "11:00")]
    [InlineData("早7点", "07:00")]
    [InlineData("清晨6点", "06:00")]
    [InlineData("凌晨12点", "00:00")]
    [InlineData("下午3点", "15:00")]
    [InlineData("12am", "00:00")]
    [InlineData("12pm", "12:00")]
    [InlineData("Midnight", "00:00")]
    [InlineData("noon", "12:00")]
    [InlineData("24:00", "00:00")]
    public void An_hour_with_its_part_of_the_day_is_read(string text, string time) =>
        Assert.Equal(time, ClockWords.Time(text) is { } read ? ClockWords.Format(read) : null);

    [Theory]
    [InlineData("晚上")]
    [InlineData("晚上25点")]
    [InlineData("8点70分")]
    [InlineData("tonight")]
    public void What_is_no_hour_is_none(string text) => Assert.Null(ClockWords.Time(text));

    [Fact]
    public void A_span_may_begin_or_end_at_midnight() =>
        Assert.Equal((new TimeOnly(0, 0), new TimeOnly(7, 0)), ClockWords.Span("晚上12点到早上7点"));
}
