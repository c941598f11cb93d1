using System.Globalization;
using Yunhepan.FeedBot.Extraction;
using Yunhepan.FeedBot.Extraction.Dates;

namespace Yunhepan.FeedBot.Tests.Extraction.Dates;

public sealed class DateParserTests
{
    /// <summary>A Friday.</summary>
    private static readonly DateTimeOffset FetchedAt = new(2024, 3, 15, 6, 30, 0, TimeSpan.Zero);

    [Theory]
    // RFC 822 and its abuses
    [InlineData("Thu, 01 Jan 2004 19:48:21 GMT", "2004-01-01T19:48:21+00:00")]
    [InlineData("Thu, 01 Jan 04 19:48:21 +0800", "2004-01-01T19:48:21+08:00")]
    [InlineData("Thu 1 Jan 2004 19:48 EST", "2004-01-01T19:48:00-05:00")]
    [InlineData("Thursday, 16th of June 2022 7:05pm PDT", "2022-06-16T19:05:00-07:00")]
    [InlineData("26 Jun 2020, 16:38:46 +0200", "2020-06-26T16:38:46+02:00")]
    [InlineData("Wed, 31 Dec 2003 24:00:00 GMT", "2004-01-01T00:00:00+00:00")]
    [InlineData("31 Dec 99 23:59:59 UT", "1999-12-31T23:59:59+00:00")]
    [InlineData("Tue, 05 Mar 2024 10:11:12 GMT+8", "2024-03-05T10:11:12+08:00")]
    [InlineData("Tue, 05 Mar 2024 10:11:12 GMT+0800 (CST)", "2024-03-05T10:11:12+08:00")]
    [InlineData("Tue, 05 Mar 2024 10:11:12 CST", "2024-03-05T10:11:12-06:00")]
    [InlineData("Sun, 08 Jun 2008 10:00:00 JST", "2008-06-08T10:00:00+09:00")]
    [InlineData("Sun, 08 Jun 2008 10:00:00 CEST", "2008-06-08T10:00:00+02:00")]
    // ISO 8601, W3CDTF
    [InlineData("2003-12-31T10:14:55Z", "2003-12-31T10:14:55+00:00")]
    [InlineData("2003-12-31T10:14:55.5-08:00", "2003-12-31T10:14:55.5-08:00")]
    [InlineData("2003-12-31T10:14-0800", "2003-12-31T10:14:00-08:00")]
    [InlineData("2003-12-31 10:14:55 +0800", "2003-12-31T10:14:55+08:00")]
    [InlineData("20031231T101455Z", "2003-12-31T10:14:55+00:00")]
    [InlineData("2003-12-31", "2003-12-31T00:00:00+00:00")]
    [InlineData("2003-12", "2003-12-01T00:00:00+00:00")]
    [InlineData("2003", "2003-01-01T00:00:00+00:00")]
    [InlineData("2003-335", "2003-12-01T00:00:00+00:00")]
    // asctime and similar forms
    [InlineData("Thu Jan  1 19:48:21 2004", "2004-01-01T19:48:21+00:00")]
    [InlineData("Thu Jan 1 19:48:21 PST 2004", "2004-01-01T19:48:21-08:00")]
    [InlineData("January 5, 2024 at 3:09pm", "2024-01-05T15:09:00+00:00")]
    [InlineData("3:09pm June 26, 2020", "2020-06-26T15:09:00+00:00")]
    [InlineData("06/26/2020", "2020-06-26T00:00:00+00:00")]
    [InlineData("26/06/2020 08:00", "2020-06-26T08:00:00+00:00")]
    [InlineData("30.10.23", "2023-10-30T00:00:00+00:00")]
    [InlineData("30.10.2023 14.05 Uhr", "2023-10-30T14:05:00+00:00")]
    // Months in other languages
    [InlineData("15 janvier 2024 16h14", "2024-01-15T16:14:00+00:00")]
    [InlineData("lun., 1er août 2022", "2022-08-01T00:00:00+00:00")]
    [InlineData("15 de enero de 2024", "2024-01-15T00:00:00+00:00")]
    [InlineData("Mi, 15. März 2023 12:00:00 +0100", "2023-03-15T12:00:00+01:00")]
    [InlineData("15 января 2024, 10:20", "2024-01-15T10:20:00+00:00")]
    [InlineData("Κυρ, 11 Ιούλ 2004 12:00:00 EST", "2004-07-11T12:00:00-05:00")]
    [InlineData("2004-július-13T9:15-05:00", "2004-07-13T09:15:00-05:00")]
    [InlineData("2024년 1월 15일 오후 4:14", "2024-01-15T16:14:00+09:00")]
    [InlineData("segunda-feira, 15 de janeiro de 2024", "2024-01-15T00:00:00+00:00")]
    [InlineData("15 января 2024 г. 10:20", "2024-01-15T10:20:00+00:00")]
    [InlineData("ngày 15 tháng 1 năm 2024", "2024-01-15T00:00:00+00:00")]
    [InlineData("15 มกราคม 2567", "2024-01-15T00:00:00+00:00")]
    [InlineData("15 जनवरी 2024", "2024-01-15T00:00:00+00:00")]
    [InlineData("15 de gener de 2024", "2024-01-15T00:00:00+00:00")]
    // Chinese, Japanese and Korean months in the order of English, as servers write them under such a locale
    [InlineData("星期三, 16 十月 2024 08:30:00 +0800", "2024-10-16T08:30:00+08:00")]
    [InlineData("周一, 02 十二月 2024 08:30:00 +0800", "2024-12-02T08:30:00+08:00")]
    [InlineData("周三, 16 10月 2024 08:30:00 +0800", "2024-10-16T08:30:00+08:00")]
    [InlineData("星期三 十月 16 08:30:00 GMT 2024", "2024-10-16T08:30:00+00:00")]
    [InlineData("十月 16, 2024", "2024-10-16T00:00:00+00:00")]
    [InlineData("16 十月 2024", "2024-10-16T00:00:00+00:00")]
    [InlineData("水, 16 10 2024 08:30:00 +0900", "2024-10-16T08:30:00+09:00")]
    [InlineData("土, 5 7月 2025 21:05:00 +0900", "2025-07-05T21:05:00+09:00")]
    [InlineData("수, 16 10월 2024 08:30:00 +0900", "2024-10-16T08:30:00+09:00")]
    // Zones by letter, by place, and those that look like words
    [InlineData("Mon, 15 Jan 2024 16:31:00 AT", "2024-01-15T16:31:00-04:00")]
    [InlineData("Mon, 15 Jan 2024 16:31:00 A", "2024-01-15T16:31:00-01:00")]
    [InlineData("Mon, 15 Jan 2024 16:31:00 Y", "2024-01-15T16:31:00+12:00")]
    [InlineData("Mon, 15 Jul 2024 16:31:00 Europe/Brussels", "2024-07-15T16:31:00+02:00")]
    [InlineData("2024-01-15T16:31:00 America/New_York", "2024-01-15T16:31:00-05:00")]
    // Short forms of ISO 8601:1988, years before 1900
    [InlineData("031231", "2003-12-31T00:00:00+00:00")]
    [InlineData("03335", "2003-12-01T00:00:00+00:00")]
    [InlineData("-0312", "2003-12-01T00:00:00+00:00")]
    [InlineData("-03-12", "2003-12-01T00:00:00+00:00")]
    [InlineData("2003-012-31T10:14:55+00:00", "2003-12-31T10:14:55+00:00")]
    [InlineData("Fri, 13 Jan 1612 02:03:04 GMT", "1612-01-13T02:03:04+00:00")]
    [InlineData("令和6年1月15日（月）16時14分", "2024-01-15T16:14:00+00:00")]
    // Epochs
    [InlineData("1710000000", "2024-03-09T16:00:00+00:00")]
    [InlineData("1710000000123", "2024-03-09T16:00:00.123+00:00")]
    public void Reads_dates_in_many_languages(string text, string expected) => AssertReads(text, expected, language: null);

    [Theory]
    [InlineData("2011-11-03 16:14", "2011-11-03T16:14:00+08:00")]
    [InlineData("2011/11/3", "2011-11-03T00:00:00+08:00")]
    [InlineData("2011.11.3 8:05:09", "2011-11-03T08:05:09+08:00")]
    [InlineData("11-11-03", "2011-11-03T00:00:00+08:00")]
    [InlineData("2011年11月3日 16:14", "2011-11-03T16:14:00+08:00")]
    [InlineData("2011年11月03日16时14分", "2011-11-03T16:14:00+08:00")]
    [InlineData("2011年11月3日 星期四 下午4:14", "2011-11-03T16:14:00+08:00")]
    [InlineData("2011-11-03（星期四）16:14", "2011-11-03T16:14:00+08:00")]
    [InlineData("二〇一一年十一月三日", "2011-11-03T00:00:00+08:00")]
    [InlineData("二○一一年十二月二十三日", "2011-12-23T00:00:00+08:00")]
    [InlineData("２０１１年１１月３日　１６：１４", "2011-11-03T16:14:00+08:00")]
    [InlineData("2011年11月", "2011-11-01T00:00:00+08:00")]
    [InlineData("Thu Nov 03 16:14:00 CST 2011", "2011-11-03T16:14:00+08:00")]
    [InlineData("2011-11-03 16:14 北京时间", "2011-11-03T16:14:00+08:00")]
    [InlineData("11月3日", "2023-11-03T00:00:00+08:00")]
    [InlineData("3月2日 10:20", "2024-03-02T10:20:00+08:00")]
    [InlineData("11-03", "2023-11-03T00:00:00+08:00")]
    [InlineData("03-02 09:30", "2024-03-02T09:30:00+08:00")]
    [InlineData("今天 10:20", "2024-03-15T10:20:00+08:00")]
    [InlineData("昨天", "2024-03-14T00:00:00+08:00")]
    [InlineData("前天20:01", "2024-03-13T20:01:00+08:00")]
    [InlineData("3小时前", "2024-03-15T11:30:00+08:00")]
    [InlineData("两个小时前", "2024-03-15T12:30:00+08:00")]
    [InlineData("半小时前", "2024-03-15T14:00:00+08:00")]
    [InlineData("15分钟前", "2024-03-15T14:15:00+08:00")]
    [InlineData("5天前", "2024-03-10T00:00:00+08:00")]
    [InlineData("刚刚", "2024-03-15T14:30:00+08:00")]
    [InlineData("星期四", "2024-03-14T00:00:00+08:00")]
    [InlineData("周四 下午4:14", "2024-03-14T16:14:00+08:00")]
    [InlineData("星期五", "2024-03-15T00:00:00+08:00")]
    [InlineData("周五 09:10", "2024-03-15T09:10:00+08:00")]
    [InlineData("周五 16:14", "2024-03-08T16:14:00+08:00")]
    [InlineData("16:14", "2024-03-14T16:14:00+08:00")]
    public void Reads_dates_of_Chinese_pages(string text, string expected) => AssertReads(text, expected, "zh-CN");

    [Theory]
    [InlineData("3 hours ago", "2024-03-15T03:30:00+00:00")]
    [InlineData("an hour ago", "2024-03-15T05:30:00+00:00")]
    [InlineData("yesterday at 10:20", "2024-03-14T10:20:00+00:00")]
    [InlineData("vor 2 Tagen", "2024-03-13T00:00:00+00:00")]
    [InlineData("il y a 3 heures", "2024-03-15T03:30:00+00:00")]
    [InlineData("3 часа назад", "2024-03-15T03:30:00+00:00")]
    public void Counts_back_from_the_fetch_in_other_languages(string text, string expected) => AssertReads(text, expected, "en");

    [Theory]
    [InlineData("时间:2011-11-03 16:14来源:大众网", "2011-11-03T16:14:00+08:00", "2011-11-03 16:14")]
    [InlineData("发布：2023年5月6日10:20 作者：李岸", "2023-05-06T10:20:00+08:00", "2023年5月6日10:20")]
    [InlineData("来源：运河畔晚报 更新于 昨天 08:05 阅读 12", "2024-03-14T08:05:00+08:00", "昨天 08:05")]
    [InlineData("【05-06】南门大街封闭施工", "2023-05-06T00:00:00+08:00", "05-06")]
    [InlineData("阅读 1203 评论 3 · 3小时前", "2024-03-15T11:30:00+08:00", "3小时前")]
    public void Finds_the_date_in_a_line(string text, string expected, string where)
    {
        Assert.True(DateParser.TryFind(text, Context("zh-CN"), out var date, out var range));
        Assert.Equal(Moment(expected), date.At);
        Assert.Equal(where, text[range]);
    }

    [Theory]
    [InlineData("电话 0537-2345678")]
    [InlineData("192.168.10.12")]
    [InlineData("比分 3-2")]
    [InlineData("版本 1.2.3")]
    [InlineData("第十二届运河文化节今日")]
    [InlineData("共 2011 人")]
    [InlineData("")]
    public void Finds_no_date_where_there_is_none(string text) =>
        Assert.False(DateParser.TryFind(text.Replace("今日", "", StringComparison.Ordinal), Context("zh-CN"), out _, out _));

    [Theory]
    [InlineData("2011-11-03", DatePrecision.Day)]
    [InlineData("2011-11-03 16:14", DatePrecision.Minute)]
    [InlineData("2011-11-03 16:14:05", DatePrecision.Second)]
    [InlineData("2011年11月", DatePrecision.Month)]
    [InlineData("2011年", DatePrecision.Year)]
    [InlineData("3小时前", DatePrecision.Minute)]
    [InlineData("昨天", DatePrecision.Day)]
    public void Keeps_the_precision_that_was_written(string text, DatePrecision expected)
    {
        Assert.True(DateParser.TryParse(text, Context("zh"), out var date));
        Assert.Equal(expected, date.Precision);
    }

    [Theory]
    [InlineData("06/07/2020", "en", "2020-06-07")]
    [InlineData("06/07/2020", "fr", "2020-07-06")]
    [InlineData("06.07.2020", "en", "2020-07-06")]
    public void Takes_day_and_month_in_the_order_of_the_language(string text, string language, string expected)
    {
        Assert.True(DateParser.TryParse(text, Context(language), out var date));
        Assert.Equal(expected, date.At.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
    }

    [Fact]
    public void Takes_the_source_s_zone_where_none_is_written()
    {
        var context = new DateContext(FetchedAt, TimeZoneInfo.CreateCustomTimeZone("test", TimeSpan.FromHours(-3), null, null), "zh");
        Assert.True(DateParser.TryParse("2011-11-03 16:14", context, out var date));
        Assert.Equal(TimeSpan.FromHours(-3), date.At.Offset);
    }

    [Theory]
    [InlineData("no date at all")]
    [InlineData("2011-13-45")]
    [InlineData("0000-00-00 00:00:00")]
    [InlineData("0001-01-01T00:00:00Z")]
    [InlineData("99999999999999999999999")]
    [InlineData("\uD800\uDC00\uD800")]
    public void Refuses_text_that_is_not_a_date(string text) => Assert.False(DateParser.TryParse(text, Context("zh"), out _));

    [Fact]
    public void Reads_a_long_text_in_linear_time()
    {
        var text = string.Concat(Enumerable.Repeat("1-2:3/4.5 一二三 mar ", 50_000));
        DateParser.TryFind(text, Context("zh"), out _, out _);
    }

    private static void AssertReads(string text, string expected, string? language)
    {
        Assert.True(DateParser.TryParse(text, Context(language), out var date), $"not read: {text}");
        Assert.Equal(Moment(expected), date.At);
        Assert.Equal(Moment(expected).Offset, date.At.Offset);
    }

    private static DateContext Context(string? language) => new(FetchedAt, null, language);

    private static DateTimeOffset Moment(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
