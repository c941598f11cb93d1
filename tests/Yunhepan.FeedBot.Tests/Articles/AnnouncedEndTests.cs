using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Articles.Ending;
using Yunhepan.FeedBot.Articles.Storage;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Tests.Databases;

namespace Yunhepan.FeedBot.Tests.Articles;

/// <summary>An end that is only announced, or that another thing has, ends no alert; the words of a fact do.</summary>
public sealed class AnnouncedEndTests(TestDatabases databases)
{
    private const string Water = "城北片区停水公告";
    private const string Power = "城北片区停电公告";
    private const string Road = "古槐路交通管制通知";
    private const string Storm = "Storm warning for the coast";

    [Theory]
    [InlineData(Water, "城北片区已于今日18时全部恢复供水", AlertEnd.Lifted)]
    [InlineData(Water, "抢修完成，现已全面恢复供水", AlertEnd.Lifted)]
    [InlineData(Water, "供水已恢复正常", AlertEnd.Lifted)]
    [InlineData(Water, "【恢复供水】感谢理解", AlertEnd.Lifted)]
    [InlineData(Power, "截至20时，全线已恢复供电", AlertEnd.Lifted)]
    [InlineData(Water, "破裂的管道已修复并恢复供水", AlertEnd.Lifted)]
    [InlineData(Road, "古槐路施工完毕，现恢复通行", AlertEnd.Lifted)]
    [InlineData(Road, "古槐路交通管制已正式解除", AlertEnd.Lifted)]
    [InlineData(Road, "交警部门解除古槐路交通管制", AlertEnd.Lifted)]
    [InlineData(Water, "今晚22时将全面恢复供水", null)]
    [InlineData(Water, "现正全力抢修恢复供水", null)]
    [InlineData(Water, "维修完工后，恢复供水", null)]
    [InlineData(Water, "停水至今晚22时，恢复供水", null)]
    [InlineData(Water, "恢复供水：22时", null)]
    [InlineData(Water, "除高层住户外，均已恢复供水", null)]
    [InlineData(Water, "抢修队已抵达并全力恢复供水", null)]
    [InlineData(Water, "管道冲洗完毕后供水全面恢复", null)]
    [InlineData(Power, "抢修完成后全面恢复供电", null)]
    [InlineData(Power, "已安排人员抢修，今晚全部恢复供电", null)]
    [InlineData(Road, "5月8日零时将正式恢复通行", null)]
    [InlineData(Road, "古槐路将提前恢复通行", null)]
    [InlineData(Road, "今晚22时将全面解除交通管制", null)]
    [InlineData(Road, "5月8日零时将正式解除交通管制", null)]
    [InlineData(Road, "交警部门将解除古槐路交通管制", null)]
    [InlineData(Water, "城北片区现已实现全面恢复供水", AlertEnd.Lifted)]
    [InlineData(Water, "现已恢复供水，初期水质可能浑浊", AlertEnd.Lifted)]
    [InlineData(Water, "计划于今日18时前实现恢复供水", null)]
    [InlineData(Power, "抢修人员力保今晚实现恢复供电", null)]
    [InlineData(Power, "今晚有条件实现恢复供电", null)]
    [InlineData(Water, "阳光小区已恢复供水，幸福小区仍在抢修中", null)]
    [InlineData(Road, "北段已恢复通行，南段继续封闭", null)]
    [InlineData(Power, "东苑已恢复供电，其余小区尚需等待", null)]
    [InlineData(Water, "昨晚22时已恢复供水，今晨6时再次爆管停水", null)]
    [InlineData(Water, "8:00至22:00（恢复供水）", null)]
    public void Supplies_and_roads_are_there_again_when_it_has_happened(string title, string said, AlertEnd? end) =>
        Assert.Equal(end, AlertEndings.ReadEdit(title, "请注意。", title, "请注意。\n" + said + "。")?.End);

    [Theory]
    [InlineData("The storm warning is now over.", AlertEnd.Lifted)]
    [InlineData("The storm warning for the coast is over", AlertEnd.Lifted)]
    [InlineData("Storm warning lifted", AlertEnd.Lifted)]
    [InlineData("Storm warning withdrawn as winds ease", AlertEnd.Lifted)]
    [InlineData("The storm warning has expired.", AlertEnd.Lifted)]
    [InlineData("The storm warning for the coast and Kent has been lifted.", AlertEnd.Lifted)]
    [InlineData("The storm warning over the coast was cancelled at 6 pm.", AlertEnd.Lifted)]
    [InlineData("Storm warning downgraded to yellow", AlertEnd.Lowered)]
    [InlineData("Storm warning over gusts of 90 mph", null)]
    [InlineData("Storm warning over River Severn", null)]
    [InlineData("Storm warning all over the coast", null)]
    [InlineData("Storm warning now over the whole coast", null)]
    [InlineData("Storm warning over the cancelled ferries", null)]
    [InlineData("Storm warning for the coast as ferries are cancelled", null)]
    [InlineData("Storm warning for walkers and ferries are cancelled", null)]
    [InlineData("Storm warning for a match that has been cancelled", null)]
    [InlineData("Storm warning ended hopes of a dry weekend", null)]
    [InlineData("Storm warning on expired flares", null)]
    [InlineData("Storm warning over reduced visibility", null)]
    [InlineData("Storm warning for drivers whose speed limits were lowered", null)]
    [InlineData("Boat crews wait for the all-clear in the storm", null)]
    [InlineData("Met Office cancels the storm warning", AlertEnd.Lifted)]
    [InlineData("Storm warning lifted 6 pm", AlertEnd.Lifted)]
    [InlineData("The service lowered its storm warning", AlertEnd.Lowered)]
    [InlineData("Officials have yet to lift the storm warning", null)]
    [InlineData("It is too early to cancel the storm warning", null)]
    [InlineData("Mayor urges the state to end the storm warning", null)]
    [InlineData("No all-clear has been given for the storm", null)]
    [InlineData("Storm warning lifted to red", null)]
    [InlineData("Storm warning for the coast and Flights Canceled", null)]
    [InlineData("Storm warning for Orkney sailings cancelled today", null)]
    [InlineData("Storm warning for the coast where gusts are over 70 mph", null)]
    [InlineData("Storm warning cancelled 200 flights", null)]
    [InlineData("Reduced visibility storm warning", null)]
    public void A_warning_over_something_is_not_over(string said, AlertEnd? end)
    {
        Assert.Equal(end, AlertEndings.ReadEdit(Storm, "Take care.", Storm, "Take care.\n" + said)?.End);
        Assert.Equal(end, AlertEndings.ReadEdit(Storm, "Take care.", said.TrimEnd('.'), "Take care.")?.End);
    }

    [Theory]
    [InlineData("多地取消航班应对台风预警")]
    [InlineData("多所学校取消户外活动应对台风预警")]
    [InlineData("沿海景区结束营业防范台风预警")]
    public void What_is_cancelled_because_of_a_warning_is_not_the_warning(string said) =>
        Assert.Null(AlertEndings.ReadEdit("台风橙色预警", "请注意防范。", "台风橙色预警", "请注意防范。\n" + said)?.End);

    [Theory]
    [InlineData("Flood warning for River Severn", "Flood warning for River Trent lifted", false)]
    [InlineData("Flood warning for River Severn", "Flood warning for River Severn lifted", true)]
    [InlineData("Flood warning for River Severn", "Flood warning lifted", true)]
    [InlineData("浙江发布暴雨黄色预警", "上海解除暴雨黄色预警", false)]
    [InlineData("浙江省气象台发布暴雨黄色预警", "浙江解除暴雨黄色预警", true)]
    [InlineData("济宁市气象台发布暴雨红色预警", "我市解除暴雨红色预警", true)]
    [InlineData("兖州发布大雾橙色预警信号", "曲阜气象局解除大雾橙色预警信号", false)]
    [InlineData("快讯：暴雨红色预警", "济宁解除暴雨红色预警", true)]
    public async Task A_warning_that_is_lifted_elsewhere_goes_on_here(string title, string said, bool isOver)
    {
        await using var rig = await StartAsync();
        await rig.AppendAsync(rig.Source("/feed"), Item("1", title, "Take care. 请注意防范。"));
        await rig.AppendAsync(rig.Source("/feed"), Item("2", said, said + "."));

        Assert.Equal(isOver, (await rig.LatestAsync()).Single(a => a.Url!.EndsWith('1')).HasEnded);
    }

    [Theory]
    [InlineData("Amber weather warning over heavy rain", "Heavy rain is on its way. Stay at home.")]
    [InlineData("Flood warning over River Severn", "The water is rising. Move your cars.")]
    [InlineData("城北片区停水通知", "因管道破裂，城北片区今天停水，维修完工后，恢复供水。")]
    [InlineData("城北片区再次停水公告", "城北片区今天停水，预计今晚抢修完成。22时将全面恢复供水。")]
    public async Task A_new_warning_that_names_its_planned_end_is_an_alert_and_ends_no_other(string title, string text)
    {
        await using var rig = await StartAsync();
        await rig.AppendAsync(rig.Source("/feed"), Item("1", Water, "城北片区今天停水。"), Item("2", "Flood warning for River Severn", "Stay away from the river."));
        await rig.AppendAsync(rig.Source("/feed"), Item("3", title, text));

        Assert.All(await rig.LatestAsync(), a => Assert.Equal((Priority.Urgent, null), (a.Priority, a.EndedReason)));
    }

    [Theory]
    [InlineData("Tom Barker and Anna Lee", "Tom Barker found safe; Anna Lee still missing", false)]
    [InlineData("Tom Barker and Anna Lee", "Tom Barker found safe; Anna Lee remains missing", false)]
    [InlineData("Tom Barker, 9, and Anna Lee, 8", "Tom Barker found safe; Anna Lee still missing", false)]
    [InlineData("Tom Barker", "Tom Barker found safe; Anna Lee still missing", true)]
    public async Task A_search_for_two_is_not_over_while_one_is_still_missing(string sought, string said, bool isOver)
    {
        await using var rig = await StartAsync();
        await rig.AppendAsync(rig.Source("/feed"), Item("1", $"Missing: {sought}", $"{sought}, last seen on Mill Road."));
        await rig.AppendAsync(rig.Source("/feed"), Item("2", said, said + "."));

        Assert.Equal(isOver, (await rig.LatestAsync()).Single(a => a.Url!.EndsWith('1')).HasEnded);
    }

    [Fact]
    public async Task One_document_with_an_old_copy_under_another_address_takes_no_end_back()
    {
        await using var rig = await StartAsync();
        var source = rig.Source("/feed");
        await rig.AppendAsync(source, Item("1", "寻人启事：陈小舟", "陈小舟，男，8岁，走失时身穿红色上衣。"));
        var told = Item("1", "【已找到】寻人启事：陈小舟", "") with { IsGlimpse = true };
        var old = Item("1", "寻人启事：陈小舟", "") with { IsGlimpse = true };
        await rig.AppendAsync(source, told);
        await rig.AppendAsync(source, old, old);
        Assert.True(Assert.Single(await rig.LatestAsync()).HasEnded);
        await rig.AppendAsync(source, told, old);
        await rig.AppendAsync(source, old);
        Assert.True(Assert.Single(await rig.LatestAsync()).HasEnded);
        await rig.AppendAsync(source, old);
        Assert.False(Assert.Single(await rig.LatestAsync()).HasEnded);
    }

    [Fact]
    public async Task Ends_of_several_alerts_in_one_document_are_told_although_all_texts_become_short_or_receive_the_same_line()
    {
        await using var rig = await StartAsync();
        var source = rig.Source("/feed");
        string Long(string place) => $"{place}因管道破裂今天停水，请居民提前储水。" + string.Concat(Enumerable.Range(1, 12).Select(
            n => $"第{n}条：{place}第{n}供水点设在居委会门口，开放时间请向物业询问，老人和孩子请由家人陪同前往。"));
        string[] places = ["城北片区", "城南片区", "东关片区"];
        await rig.AppendAsync(source, [.. places.Select((p, n) => Item($"{n}", $"{p}停水公告", Long(p)))]);
        await rig.AppendAsync(source, [.. places.Select((p, n) => Item($"{n}", $"{p}停水公告", $"{p}现已全面恢复供水，感谢理解。"))]);
        Assert.All(await rig.LatestAsync(), a => Assert.Equal(AlertEnd.Lifted, a.EndedAs));

        await rig.AppendAsync(source, [.. places.Select((p, n) => Item($"r{n}", $"{p}主干道交通管制通知", Long(p)))]);
        await rig.AppendAsync(source, [.. places.Select((p, n) => Item($"r{n}", $"{p}主干道交通管制通知", Long(p) + "\n管制已解除。"))]);
        Assert.All(await rig.LatestAsync(), a => Assert.Equal(AlertEnd.Lifted, a.EndedAs));
    }

    [Fact]
    public async Task What_an_entry_alone_reports_ends_no_other_article_until_its_page_says_it_too()
    {
        await using var rig = await StartAsync();
        const string Text = "陈小舟，男，8岁，身高1.3米，11月28日下午放学后未归，走失时身穿红色上衣，蓝色裤子，请知情者速与110联系，家属必有重谢，望扩散转发。";
        var (first, second) = (rig.Source("/a", "a"), rig.Source("/b", "b"));
        await rig.AppendAsync(first, Item("a", "寻人启事", Text));
        await rig.AppendAsync(second, Item("b", "寻人启事", Text));
        Assert.Equal([false, false], await EndedAsync());
        Assert.Single(await rig.LatestAsync());

        await rig.AppendAsync(first, Item("a", "【已找到】寻人启事", "") with { IsGlimpse = true });
        Assert.Equal([true, false], await EndedAsync());
        foreach (var _ in Enumerable.Range(0, 2))
            await rig.AppendAsync(first, Item("a", "寻人启事", "") with { IsGlimpse = true });
        Assert.Equal([false, false], await EndedAsync());

        await rig.AppendAsync(first, Item("a", "【已找到】寻人启事", Text));
        Assert.Equal([true, true], await EndedAsync());

        Task<List<bool>> EndedAsync() => rig.InScopeAsync(s => s.GetRequiredService<ArticlesDb>().Articles.OrderBy(a => a.SourceId)
            .Select(a => a.EndedAt != null).ToListAsync(TestContext.Current.CancellationToken));
    }

    private static ArticleDraft Item(string path, string title, string text) => new() { Title = title, ContentText = text, Url = "http://portal.example/" + path };

    private async Task<ArticlesRig> StartAsync()
    {
        var rig = await ArticlesRig.StartAsync(databases, DatabaseEngine.Sqlite);
        Category urgent = new() { Id = "urgent", Name = new("紧急", "Urgent"), Priority = Priority.Urgent, Match = new() { Title = ["寻人", "停水", "预警", "管制", "warning", "Missing"] } };
        rig.Catalogue = rig.Catalogue with { Categories = [urgent] };
        return rig;
    }
}
