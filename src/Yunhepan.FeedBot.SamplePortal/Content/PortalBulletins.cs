using System.Globalization;

namespace Yunhepan.FeedBot.SamplePortal.Content;

/// <summary>Generates numbered bulletins with changing facts, for use after all written articles are published.</summary>
internal static class PortalBulletins
{
    private static readonly string[] Places =
        ["东门市场", "运河公园", "火车站广场", "南门桥", "竹竿巷", "太白广场", "体育场北门", "城北汽车站", "湖滨路", "红星小区"];

    private static readonly string[] Roads = ["运河路", "太白路", "建设路", "湖滨路", "红星路", "济安桥路", "南门大街"];

    private static readonly string[] Colours = ["红色", "藏青色", "灰色", "黑色", "墨绿色", "米色", "蓝色"];

    private static readonly string[] Skies = ["晴", "多云", "阴", "小雨", "多云转晴", "阴有小雨", "晴间多云"];

    private static readonly string[] Foods = ["白菜", "菠菜", "西红柿", "黄瓜", "土豆", "鲜藕", "芹菜"];

    /// <summary>Returns an urgent bulletin, whose kind depends on its number.</summary>
    public static PortalText Urgent(int number, Random random) => (number % 3) switch
    {
        0 => Missing(number, random),
        1 => Warning(number, random),
        _ => Wanted(number, random),
    };

    /// <summary>Returns an ordinary bulletin, whose channel depends on its number.</summary>
    public static PortalText Ordinary(int number, Random random) => (number % 6) switch
    {
        0 => Weather(number, random),
        1 => Traffic(number, random),
        2 => Market(number, random),
        3 => Clinic(number, random),
        4 => Found(number, random),
        _ => Lecture(number, random),
    };

    private static PortalText Missing(int number, Random random)
    {
        var (age, place, colour, hour) = (Between(random, 62, 88), Pick(random, Places), Pick(random, Colours), Between(random, 7, 19));
        return Alert(PortalUrgency.Missing, $"寻人启事（第{number}号）：{age}岁老人在{place}附近走失", "市公安局",
        [
            $"一位{age}岁的老人今天{hour}时前后在{place}附近走失，至今未归。老人身高约一米{Between(random, 52, 75)}，短发，走失时穿{colour}上衣、深色裤子，记性不好，说不清自己的住址。",
            $"家属最后一次见到老人是在{place}的公交站，老人身上带有一张写着家人电话的卡片，可能沿{Pick(random, Roads)}方向行走。",
            "见到老人的市民请先陪在身边，并拨打110。民警正在查看沿途监控，找到后将在本页更新。",
        ], new PortalCorrection($"{age}岁", $"{age + 2}岁", $"更正：据家属补充，老人的年龄应为{age + 2}岁。"));
    }

    private static PortalText Warning(int number, Random random)
    {
        var (gust, hours) = (Between(random, 7, 10), Between(random, 2, 8));
        return Alert(PortalUrgency.Warning, $"大风预警（第{number}号）：未来{hours}小时阵风可达{gust}级", "市气象台",
        [
            $"市气象台发布大风预警：受冷空气影响，未来{hours}小时城区和湖区将有偏北风{gust - 2}级，阵风可达{gust}级，气温下降{Between(random, 4, 11)}度。",
            "请收好阳台上的花盆和晾晒物，远离广告牌、脚手架和大树；高空作业应当停止，湖面船只尽快回港避风。",
            $"{Pick(random, Roads)}沿线的工地请检查围挡，骑车经过高楼之间时注意侧风。",
        ], new PortalCorrection($"{gust}级", $"{gust + 1}级", $"更正：根据最新会商结果，阵风由{gust}级上调为{gust + 1}级。"));
    }

    private static PortalText Wanted(int number, Random random)
    {
        var (age, place) = (Between(random, 24, 51), Pick(random, Places));
        return Alert(PortalUrgency.Wanted, $"警方通缉（第{number}号）：{place}扒窃案嫌疑人在逃", "市公安局",
        [
            $"{place}一带近日发生多起扒窃案件，警方已锁定一名{age}岁左右的男性嫌疑人，现公开通缉，向社会征集线索。",
            $"该男子身高约一米{Between(random, 64, 82)}，常穿{Pick(random, Colours)}夹克，多在早晚高峰混入人群作案，得手后往{Pick(random, Roads)}方向离开。",
            "发现可疑人员请记住去向，拨打110，不要自行抓捕。警方对提供线索的群众予以保密和奖励。",
        ], null);
    }

    private static PortalText Weather(int number, Random random)
    {
        var (low, high) = (Between(random, 2, 14), Between(random, 15, 27));
        return Plain("news", $"天气快报第{number}期：{Pick(random, Skies)}，最高气温{high}℃", "市气象台", random,
        [
            $"市气象台消息，今天夜间到明天白天，城区{Pick(random, Skies)}，偏南风{Between(random, 2, 4)}级，最低气温{low}℃，最高气温{high}℃。",
            $"湖区早晨有轻雾，能见度{Between(random, 1, 6)}公里左右，渡船可能推迟发班，乘船的旅客请提前问询。",
            $"晾晒指数{Between(random, 1, 5)}级。昼夜温差较大，早出晚归的市民请添一件外套。",
        ], new PortalCorrection($"{high}℃", $"{high + 2}℃", $"更正：最高气温应为{high + 2}℃。"));
    }

    private static PortalText Traffic(int number, Random random)
    {
        var (road, days) = (Pick(random, Roads), Between(random, 2, 9));
        return Plain("news", $"路况提示第{number}期：{road}部分路段施工{days}天", "市交警支队", random,
        [
            $"因更换地下水管，{road}由南向北方向部分路段将封闭一条车道，工期{days}天，每天21时至次日6时施工。",
            $"交警建议过往车辆改走{Pick(random, Roads)}，途经该路段的{Between(random, 2, 6)}条公交线路站点不变，只是可能晚到几分钟。",
            "施工单位在路口安排了引导人员，行人请走临时便道。",
        ], new PortalCorrection($"{days}天", $"{days + 1}天", $"更正：施工时间应为{days + 1}天。"));
    }

    private static PortalText Market(int number, Random random)
    {
        var (food, cents) = (Pick(random, Foods), Between(random, 12, 48));
        var price = string.Create(CultureInfo.InvariantCulture, $"{cents / 10m:0.0}元");
        return Plain("food", $"今日菜篮第{number}期：{food}每斤{price}", "本站原创", random,
        [
            $"记者今天走了城区{Between(random, 4, 9)}家农贸市场，{food}的零售价大多在每斤{price}上下，和上周相比变化不大。",
            $"摊主说，本地大棚的{food}刚刚接上茬，每天凌晨从二十里外拉来，露水还没干。挑的时候看根部，切口湿润的最新鲜。",
            $"家常做法是大火快炒，出锅前淋几滴醋，一盘{food}从下锅到上桌不过{Between(random, 3, 8)}分钟。",
        ], null);
    }

    private static PortalText Clinic(int number, Random random)
    {
        var place = Pick(random, Places);
        return Plain("health", $"义诊通知第{number}号：周末到{place}量血压", "健康时报", random,
        [
            $"本周末上午8时到11时，市里的{Between(random, 6, 18)}名医生将在{place}义诊，科目有内科、骨科、眼科和中医。",
            $"现场可以免费量血压、测血糖，要测空腹血糖的市民请不要吃早饭。前{Between(random, 5, 20) * 10}名市民可以领到一只家用控盐勺。",
            "带上最近的检查单和正在吃的药，医生可以帮着看看有没有吃重了的。",
        ], null);
    }

    private static PortalText Lecture(int number, Random random)
    {
        var seats = Between(random, 6, 30) * 10;
        return Plain("education", $"运河讲堂第{number}讲：周末开讲 备座{seats}个", "济宁日报", random,
        [
            $"运河讲堂第{number}讲本周六下午2时半在市图书馆报告厅开讲，免费入场，备座{seats}个，先到先坐。",
            $"这一讲说的是老运河上的{Between(random, 3, 12)}道水闸：船怎样一级一级爬上山东的“水脊”，守闸的人又怎样靠一面铜锣传话。",
            "报告厅门口有手语翻译席和轮椅席，带孩子的家长可以到隔壁的绘本室等候。",
        ], new PortalCorrection($"备座{seats}个", $"备座{seats + 40}个", $"更正：因更换场地，备座增至{seats + 40}个。"));
    }

    private static PortalText Found(int number, Random random)
    {
        var (place, things) = (Pick(random, Places), Between(random, 12, 60));
        return Plain("hot", $"失物招领晒单第{number}期：{place}捡到{things}件 有人认领有人笑", "网络综合", random,
        [
            $"{place}的失物招领箱又开箱了，这一回一共{things}件，雨伞{Between(
                random, 3, 9)}把，钥匙{Between(random, 2, 8)}串，另有一只{Pick(random, Colours)}的单只手套，已经是第三次被人捡到。",
            $"清单贴出去半天，就有{Between(random, 3, 11)}位失主留言。有人认出了自己的保温杯，顺便替邻居认领了一顶帽子。",
            $"招领处每天8时到20时有人值守，在{Pick(random, Roads)}上，凭描述领取，不用排队。",
        ], new PortalCorrection($"{things}件", $"{things + 1}件", $"更正：清点有误，失物应为{things + 1}件。"));
    }

    private static PortalText Alert(
        PortalUrgency urgency, string title, string source, string[] paragraphs, PortalCorrection? correction) => new()
        {
            Channel = "alerts",
            Title = title,
            Source = source,
            Editor = "值班编辑",
            Paragraphs = paragraphs,
            Urgency = urgency,
            Live = true,
            Correction = correction,
        };

    private static PortalText Plain(
        string channel, string title, string source, Random random, string[] paragraphs, PortalCorrection? correction) => new()
        {
            Channel = channel,
            Title = title,
            Source = source,
            Editor = "值班编辑",
            Paragraphs = paragraphs,
            Image = Between(random, 0, 3) == 0,
            Live = true,
            Correction = correction,
        };

    private static int Between(Random random, int low, int high) => random.Next(low, high + 1);

    private static string Pick(Random random, string[] choices) => choices[random.Next(choices.Length)];
}
